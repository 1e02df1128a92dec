import { describe, expect, test } from 'vitest';
import { check, places } from './checking.js';

/* Templates of frameworks, as their documentation writes them: nothing false is told, and what is wrong still is. */

const fine: readonly (readonly [file: string, text: string])[] = [
  [
    'page.liquid',
    `{% comment %} <div data-tb-block> {% endcomment %}
{% if customer %}<section data-tb-block="hero">{% else %}<section data-tb-block="hero" class="{{ class }}">{% endif %}
  {% for variant in variants %}<template data-tb-for="{{ variant.audience }}"><h1>{{ variant.title }}</h1></template>{% endfor %}
  <h1>{{ page.title | default: 'Welcome' }}</h1>
</section>
<p {{ attributes }} data-tb-goal="{{ goal }}" data-tb-text="{{ path }}">{{ name }}</p>`,
  ],
  [
    'page.php',
    `<?php get_header(); if ($a < 3 && $b > 1) { echo '<div data-tb-block="">'; } ?>
<section data-tb-block="<?= $id ?>">
  <?php foreach ($variants as $v): ?>
    <template data-tb-for="<?php echo $v->audience; ?>"><h1><?= $v->title ?></h1></template>
  <?php endforeach; ?>
  <?php the_content(); ?>
</section>
<div data-tb-for="returning" <?php if ($hidden) echo 'hidden'; ?>>Hello</div>
<?php get_footer();`,
  ],
  [
    'Hero.vue',
    `<script setup lang="ts">
const x = a < b ? '<div data-tb-block="">' : 1
</script>
<template>
  <MyHeader />
  <section data-tb-block="hero" :class="{ big: isBig }">
    <template v-for="v in variants" :data-tb-for="v.audience" :key="v.id"><h1>{{ v.title }}</h1></template>
    <template data-tb-for="returning"><h1>Back</h1></template>
    <h1>{{ title }}</h1>
    <span :data-tb-text="path" />
  </section>
</template>`,
  ],
  [
    'page.astro',
    `---
import Layout from '../layouts/Layout.astro';
const html = '<div data-tb-block="">';
---
<Layout title="Home">
  <Header />
  <section data-tb-block="hero" class={big ? 'big' : 'small'}>
    {variants.map((v) => <template data-tb-for={v.audience}><h1>{v.title}</h1></template>)}
    {isNew ? <template data-tb-for="new"><h1>A</h1></template> : <template data-tb-for="email"><h1>B</h1></template>}
    <h1>{title}</h1>
  </section>
  <p data-tb-text={path}>{name}</p>
</Layout>`,
  ],
  [
    'Hero.jsx',
    `export function Hero({ items, small }) {
  for (let i = 0; i<items.length; i++) count(i);
  // it's a comment
  return (
    <section data-tb-block="hero" {...props}>
      <template data-tb-for="returning"><h1>Back</h1></template>
      {items.map((item) => (
        <template key={item.id} data-tb-for={item.audience}><h1>{item.title}</h1></template>
      ))}
      {small && <Icon name="x" />}
      <h1>Welcome</h1>
    </section>
  );
}`,
  ],
  [
    'page.hbs',
    `{{!-- <div data-tb-block=""> --}}
{{> header}}
<section data-tb-block="{{id}}">
  {{#each variants}}<template data-tb-for="{{this.audience}}">{{{this.html}}}</template>{{/each}}
  {{#if title}}<h1>{{title}}</h1>{{else}}<h1>Welcome</h1>{{/if}}
</section>`,
  ],
  [
    'page.njk',
    `{% extends "layout.njk" %}{% block content %}{# <p data-tb-goal=""> #}
<section data-tb-block="hero">
  {%- for v in variants -%}<template data-tb-for="{{ v.audience }}"><h1>{{ v.title }}</h1></template>{%- endfor -%}
  <h1>Welcome</h1>
</section>{% endblock %}`,
  ],
  [
    'page.ejs',
    `<%- include('header') %><% if (user) { %>
<section data-tb-block="hero"><template data-tb-for="<%= audience %>"><h1><%= title %></h1></template><% } else { %>
<section data-tb-block="hero"><% } %><h1>Welcome</h1></section>`,
  ],
  [
    'page.html.erb',
    `<%= render "header" %>
<section data-tb-block="hero" <%= "hidden" if x > 3 %>>
  <template data-tb-for="returning"><h1><%= t(".back") %></h1></template>
  <h1><%= yield %></h1>
</section>`,
  ],
  [
    'hero.blade.php',
    `@extends('layout')
<section data-tb-block="hero">
  @foreach ($variants as $variant)
    <template data-tb-for="{{ $variant->audience }}"><h1>{!! $variant->html !!}</h1></template>
  @endforeach
  <h1>Welcome</h1>
</section>`,
  ],
  [
    'Hero.svelte',
    `<script>let x = 1;</script>
<section data-tb-block="hero">
  {#each variants as v}<template data-tb-for={v.audience}><h1>{v.title}</h1></template>{/each}
  {#if title}<h1>{title}</h1>{:else}<h1>Welcome</h1>{/if}
</section>`,
  ],
  [
    'page.component.html',
    `<section data-tb-block="hero"><template *ngFor="let v of vs" [attr.data-tb-for]="v.audience"><h1>{{ v.title }}</h1></template>
<h1 [attr.data-tb-text]="path">{{ title }}</h1></section>`,
  ],
  [
    'index.html',
    `---
layout: default
title: "<div data-tb-block>"
---
<section data-tb-block="hero"><template data-tb-for="new"><h1>A</h1></template><h1>B</h1></section>`,
  ],
  [
    'layout.html',
    `<!doctype html><html lang="{{ lang }}"><head>{% include "head.html" %}</head>
<body><div data-tb-block="b"><template data-tb-for="vip">x</template>{{ content }}</div></body></html>`,
  ],
  [
    'asset.html',
    `<!doctype html><html lang="en"><head><script type="application/json" data-tb-plan>{{ plan | json }}</script>
<script src="{{ 'tailorbird.min.js' | asset_url }}"></script></head>
<body><div data-tb-block="b"><template data-tb-for="vip">x</template>y</div></body></html>`,
  ],
];

test.each(fine)('nothing false is told of %s', (file, text) => {
  expect(places(check({ [file]: text }))).toEqual([]);
});

const wrong = `<section data-tb-block="hero">
  <template data-tb-for="retruning"><h1>Back</h1></template>
  <template data-tb-for="mobile+desktop"><h1>Both</h1></template>
  <h1>Welcome</h1>
</section>`;

describe('what is wrong is told in its place', () => {
  test.each<[string, string, number]>([
    ['page.liquid', '{% if a %}{{ "<p>" }}\n{% endif %}\n', 2],
    ['page.php', '<?php if ($a->b) {\n} ?>\n', 2],
    ['page.vue', '<script>\nconst a = "<";\n</script>\n<template>\n<MyHeader />\n', 5],
    ['page.astro', "---\nconst a = '<div>';\n---\n<Header />{a}\n", 4],
    ['page.jsx', 'const a = () => { return i<n; };\nconst b = <>', 1],
    ['page.svelte', '<script>let a = {};</script>\n{#if a}\n', 2],
  ])('%s', (file, before, lines) => {
    expect(places(check({ [file]: before + wrong }))).toEqual([
      `${lines + 2}:26 unknown-segment`,
      `${lines + 3}:26 never-matches`,
    ]);
  });
});
