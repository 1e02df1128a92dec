import { attribute } from '../../../blocks/vocabulary.js';
import { domainOf } from '../../../logic/signals.js';
import type { PageContext, PageRule } from '../checker.js';
import { contentOf } from '../content.js';
import type { Attribute, Element } from '../markup.js';
import { sayNoSignal } from '../say.js';

/** Marks that stand for themselves: tokens, goals, answers, topics, controls, numbers. */
export const checkMarks: PageRule = (context) => {
  for (const element of context.page.elements) {
    for (const written of element.attributes) {
      if (!written.isComputed) readers.get(written.name)?.(element, written, context);
    }
  }
};

type Reader = (element: Element, written: Attribute, context: PageContext) => void;

const readText: Reader = (element, written, { report }) => {
  const path = written.value.trim();
  if (!domainOf(path)) report('unknown-signal', written, sayNoSignal(path));
  if (contentOf(element.children) === 'no') {
    report('token-fallback', element.tag, {
      message: `Where ${path || 'the signal'} is not known, nothing stands here.`,
      advice: 'Write into the element what everybody else may read: "friend" for a first name.',
    });
  }
};

const readGoal: Reader = (_, written, { report }) => {
  if (written.value.trim()) return;
  report('goal-id', written, {
    message: 'This goal has no id, so nothing is counted.',
    advice: `Name it: ${attribute.goal}="signup".`,
  });
};

/** What can hold an answer; a custom element may. */
const answers = /^(input|select|textarea|button)$|-/;

const readTrait: Reader = (element, written, { report }) => {
  if (answers.test(element.name)) return;
  report('trait-control', written, {
    message: `Nobody can answer by <${element.name}>, so the trait "${written.value}" stays unknown.`,
    advice: 'Put the attribute on an input, a select, a textarea or a button with a value.',
  });
};

const controls = ['forget', 'deny', 'grant', 'default'];

const readControl: Reader = (_, written, { report }) => {
  if (controls.includes(written.value)) return;
  report('control', written, {
    message: `There is no control "${written.value}", so this button does nothing.`,
    advice: `Use one of ${controls.join(', ')}.`,
  });
};

const readTopics: Reader = (_, written, { report }) => {
  for (const term of written.value.match(/\S+/g) ?? []) {
    const [name = '', weight = '1'] = term.split(':');
    const value = Number(weight || NaN);
    if (name && value > 0 && value < Infinity) continue;
    report('bad-number', written, {
      message: `The topic "${term}" has no weight above 0, so it does not count.`,
      advice: 'Write a topic, or topic:weight, such as "running hiking:3".',
    });
  }
};

function readNumber(max: number, what: string, example: string): Reader {
  return (_, written, { report }) => {
    const { value } = written;
    const number = value.trim() ? Number(value) : NaN;
    if (number >= 0 && number <= max) return;
    report('bad-number', written, {
      message: `${what} cannot be "${value}", so it is left out.`,
      advice: `Write a number ${max < Infinity ? `from 0 to ${max}` : 'of 0 or more'}, such as ${example}.`,
    });
  };
}

const readHoldout: Reader = (element, written, context) => {
  readNumber(1, 'A share', '0.1 for a tenth')(element, written, context);
  if (written.value.trim() && Number(written.value) === 1) {
    context.report('holdout-all', written, {
      message: 'Everybody is held out: all visitors see the default.',
      advice: 'Hold out a part of them, such as 0.1 for a tenth.',
    });
  }
};

const readers: ReadonlyMap<string, Reader> = new Map([
  [attribute.text, readText],
  [attribute.goal, readGoal],
  [attribute.trait, readTrait],
  [attribute.control, readControl],
  [attribute.topic, readTopics],
  [attribute.holdout, readHoldout],
  [attribute.weight, readNumber(Infinity, 'A weight', '2')],
  [attribute.value, readNumber(Infinity, 'What a goal is worth', '49')],
]);
