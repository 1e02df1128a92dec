import type { Control } from './blocks/item.js';
import type { Consent } from './types.js';
import type { VisitorSession } from './visitor/visitor.js';

export interface ControlsOptions {
  readonly visitor: VisitorSession;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
  decideAgain(): void;
}

/** What a visitor can do for themselves, by the word that stands in `data-tb-control`. A new one is a new row. */
export function createControls(options: ControlsOptions): Readonly<Record<string, Control>> {
  const { visitor, safely } = options;

  const choice = (state: Consent): Control => ({
    press: safely(() => visitor.choose(state)),
    isPressed: () => visitor.consent() === state,
  });

  return {
    grant: choice('granted'),
    deny: choice('denied'),
    forget: { press: safely(() => void visitor.forget()) },
    default: {
      press: safely(() => {
        visitor.setPlain(!visitor.plain());
        options.decideAgain();
      }),
      isPressed: visitor.plain,
    },
  };
}
