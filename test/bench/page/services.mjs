/**
 * Libraries that ask a service what to show. The service is a stub on this computer that answers after 300 ms, always
 * with the variant. Each is loaded and set up as its own documentation says, with what the benchmark has no use for
 * (session recording, surveys, cookies of third parties) switched off.
 */
import { bundle } from '../support/bundle.mjs';
import { readPeer } from '../support/peers.mjs';
import { pageRegions } from './landing-page.mjs';
import { literal, returning, variants, write } from './glue.mjs';

const selectors = pageRegions.map(({ id }) => `#${id}`);

/** @returns {Promise<import('./subjects.mjs').PageSubject[]>} */
export async function services() {
  return [postHog(), ...alloy(), await ninetailed(), await croct()];
}

/** https://posthog.com/docs/experiments/no-code-web-experiments: a flag says who sees the variant. */
function postHog() {
  const experiments = {
    experiments: [
      {
        id: 1,
        name: 'spring',
        feature_flag_key: 'spring',
        variants: {
          spring: {
            variant_name: 'spring',
            conditions: { url: 'utm_campaign=spring', urlMatchType: 'icontains' },
            transforms: pageRegions.map(({ id, after }) => ({ selector: `#${id}`, html: after })),
          },
        },
      },
    ],
  };
  const options = `{api_host:location.origin+"/api",bootstrap:{distinctID:"one",featureFlags:{spring:returning?"spring":"control"}},disable_web_experiments:false,advanced_disable_flags:true,disable_session_recording:true,disable_surveys:true,disable_external_dependency_loading:true,capture_performance:false}`;
  return {
    name: 'posthog',
    description:
      'a web experiment, its flag known to the page, the changes from its API; the script first in `<head>`',
    head: `<script src="/posthog.js"></script>`,
    end: `<script>${returning}posthog.init("key",${options})</script>`,
    files: { '/posthog.js': readPeer('posthog-js/dist/array.js') },
    answers: { '/api/api/web_experiments/': JSON.stringify(experiments), '/api/': '{}' },
  };
}

/** https://experienceleague.adobe.com/en/docs/experience-platform/collection/js/js-overview */
function alloy() {
  const answer = {
    requestId: '1',
    handle: [
      {
        type: 'personalization:decisions',
        eventIndex: 0,
        payload: [
          {
            id: '1',
            scope: '__view__',
            scopeDetails: { decisionProvider: 'TGT', activity: { id: '1' } },
            items: pageRegions.map(({ id, after }) => ({
              id,
              schema: 'https://ns.adobe.com/personalization/dom-action',
              data: {
                type: 'setHtml',
                selector: `#${id}`,
                prehidingSelector: `#${id}`,
                content: after,
              },
            })),
          },
        ],
      },
      { type: 'state:store', payload: [] },
    ],
  };
  // Its edge is always another host and always `https:`; only that is turned to the stub.
  const stub = `{const ask=fetch;fetch=(url,options)=>ask(String(url).replace(/^https:\\/\\/edge\\.example/,""),options)}`;
  const base = `!function(n,o){o.forEach(function(o){n[o]||((n.__alloyNS=n.__alloyNS||[]).push(o),n[o]=function(){var u=arguments;return new Promise(function(i,l){n[o].q.push([i,l,u])})},n[o].q=[])})}(window,["alloy"]);`;
  const start = (options = '') =>
    `alloy("configure",{datastreamId:"1",orgId:"1@AdobeOrg",edgeDomain:"edge.example",thirdPartyCookiesEnabled:false,clickCollectionEnabled:false,${options}});alloy("sendEvent",{renderDecisions:true});`;
  const hide = `${selectors.join()}{opacity:0 !important}`;
  const hiding = `<script>!function(e,a,n,t){var i=e.head;if(i){if(a)return;var o=e.createElement("style");o.id="alloy-prehiding",o.innerText=n,i.appendChild(o),setTimeout(function(){o.parentNode&&o.parentNode.removeChild(o)},t)}}(document,false,${literal(hide)},3000)</script>`;
  const common = {
    files: { '/alloy.js': readPeer('@adobe/alloy/dist/alloy.min.js') },
    answers: { '/ee/': JSON.stringify(answer) },
  };
  const script = '<script src="/alloy.js" async></script>';
  return [
    {
      ...common,
      name: 'alloy',
      description: 'Adobe’s Web SDK, its edge stubbed, loaded `async` as documented',
      head: `<script>${stub}${base}${start()}</script>${script}`,
    },
    {
      ...common,
      name: 'alloy, prehiding',
      description: 'the same, with its snippet that hides the regions until the answer is there',
      head: `${hiding}<script>${stub}${base}${start(`prehidingStyle:${literal(hide)}`)}</script>${script}`,
    },
  ];
}

/** Ninetailed (Contentful Personalization) answers with the visitor's audiences; the page shows what is for them. */
async function ninetailed() {
  const code = await bundle(`
    import { Ninetailed } from '@ninetailed/experience.js';
    const ninetailed = new Ninetailed(
      { clientId: 'one', environment: 'main' },
      { url: location.origin + '/nt' },
    );
    ninetailed.onProfileChange(({ status, profile }) => {
      if (status !== 'success' || !profile.audiences.includes('spring')) return;
      ${write('globalThis.variants')}
    });
    ninetailed.page();`);
  const profile = {
    id: 'one',
    stableId: 'one',
    random: 0.5,
    audiences: ['spring'],
    traits: {},
    location: {},
    session: {
      id: 'one',
      isReturningVisitor: true,
      landingPage: { path: '/', query: {}, referrer: '', search: '', title: '', url: '' },
      count: 2,
      activeSessionLength: 0,
      averageSessionLength: 0,
    },
  };
  return {
    name: 'ninetailed',
    description:
      'asks its API for the visitor’s audiences, and the page writes the variant; at the end of `<body>`',
    end: `<script>variants=${variants}</script><script src="/ninetailed.js"></script>`,
    files: { '/ninetailed.js': code },
    answers: {
      '/nt/': JSON.stringify({
        data: { profile, experiences: [], changes: [] },
        message: 'ok',
        error: null,
      }),
    },
  };
}

/** Croct answers with the content of a slot; the page shows it. */
async function croct() {
  const code = await bundle(`
    import croct from '@croct/plug';
    croct.plug({
      appId: '00000000-0000-0000-0000-000000000000',
      baseEndpointUrl: location.origin + '/croct',
      cidAssignerEndpointUrl: location.origin + '/croct/cid',
      track: false,
    });
    croct.fetch('home').then(({ content }) => { ${write('content')} });`);
  return {
    name: 'croct',
    description:
      'asks its API for the content of a slot, and the page writes it; at the end of `<body>`',
    end: '<script src="/croct.js"></script>',
    files: { '/croct.js': code },
    answers: {
      '/croct/cid': '"11111111-1111-1111-1111-111111111111"',
      '/croct/': JSON.stringify({
        content: Object.fromEntries(pageRegions.map(({ id, after }) => [id, after])),
      }),
    },
  };
}
