import { attribute, childless } from '../../../blocks/vocabulary.js';
import type { PageContext, PageRule } from '../checker.js';
import { contentOf } from '../content.js';
import type { Element } from '../markup.js';
import { isVariant, type PageBlock } from '../page.js';
import { hasExpressions } from '../template-code.js';

/** Blocks, their defaults, and what stands in them. */
export const checkBlocks: PageRule = (context) => {
  const { page, report } = context;
  for (const block of page.blocks) {
    checkElement(block, context);
    checkDefault(block, context);
  }
  checkDuplicates(context);
  const blocks = new Set(page.blocks.map(({ element }) => element));
  for (const element of page.elements) {
    const audience = element.get(attribute.for);
    if (!audience) continue;
    const isInBlock = element.parent !== undefined && blocks.has(element.parent);
    if (element.name === 'template' && !isInBlock && !page.isTemplate) {
      report('variant-outside-block', element.tag, {
        message: 'This template is no direct child of a block: it is never shown to anybody.',
        advice: `Put it directly into an element with ${attribute.block}.`,
      });
    } else if (isInBlock && !isVariant(element)) {
      report('variant-visible', element.tag, {
        message: `This is no variant, since it is not hidden: it is a part of the default, and whoever is not "${audience.value}" sees it too until the script has run.`,
        advice: `Add the attribute hidden, or wrap it in <template ${attribute.for}="…">.`,
      });
    }
  }
};

function checkElement({ element, variants }: PageBlock, { report, page }: PageContext): void {
  const id = element.get(attribute.block);
  if (id && !id.isComputed && !id.value.trim()) {
    report('block-id', id, {
      message: 'This block has no id, so it is left alone: everybody sees its default.',
      advice: `Name it: ${attribute.block}="hero".`,
    });
  }
  if (!element.isHtml || childless.test(element.name)) {
    report('block-element', element.tag, {
      message: `<${element.name}> has no room for variants, so everybody sees it as it is.`,
      advice: `Put an element with ${attribute.block} around it.`,
    });
  } else if (!variants.length && !page.isTemplate && id?.value.trim()) {
    report('no-variants', id, {
      message: 'This block has no variants: everybody sees its default.',
      advice: `Add a <template ${attribute.for}="…"> as its first child, or remove ${attribute.block}.`,
    });
  }
}

function checkDefault(block: PageBlock, { report, page }: PageContext): void {
  const { element, variants, content } = block;
  const [first] = variants;
  if (!first || childless.test(element.name)) return;
  if (content === 'no') {
    report('default-missing', element.tag, {
      message:
        'This block has no default to be seen: whoever fits no variant, or has no JavaScript, sees nothing.',
      advice: 'Put what everybody may see after the variants.',
    });
    return;
  }
  const strict = hasExpressions(page.source.file);
  const before = element.children.slice(0, element.children.indexOf(first.element));
  if (contentOf(before, strict) === 'yes') {
    report('default-first', first.element.tag, {
      message:
        'The default of this block comes before its variants: the block stays hidden until all of it has arrived.',
      advice: 'Put the variants first: then the default is seen as it streams in.',
    });
  }
}

/** Two blocks of one id: reports and a plan's experiments cannot tell them apart. */
function checkDuplicates({ page, report }: PageContext): void {
  // Of blocks under conditions of a framework, one alone may come.
  if (page.isTemplate) return;
  const first = new Map<string, PageBlock>();
  for (const block of page.blocks) {
    const { id } = block;
    const other = id === undefined ? undefined : first.get(id);
    if (id === undefined) continue;
    if (!other) first.set(id, block);
    else if (audiences(block) !== audiences(other)) {
      const { line } = page.source.locate(other.element.tag);
      report('block-duplicate', block.element.get(attribute.block) ?? block.element.tag, {
        message: `The block "${id}" in line ${line} has other variants: events and experiments cannot tell the two apart.`,
        advice: 'Give one of them another id.',
      });
    }
  }
}

function audiences({ variants }: PageBlock): string {
  return JSON.stringify(variants.map(({ element, name }) => [written(element), name]));
}

function written(element: Element): string | undefined {
  return element.get(attribute.for)?.value.trim().replace(/\s+/g, ' ');
}
