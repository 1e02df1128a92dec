import type { Control } from './blocks/item.js';
import type { Consent } from './types.js';
import type { VisitorSession } from './visitor/visitor.js';

export interface ControlsOptions {
  readonly visitor: VisitorSession;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
  /** The visitor has decided on their consent: what the plan says of it counts no more. */
  onChoice(): void;
  decideAgain(): void;
}

/** What a visitor can do for themselves, by the word that stands in `data-tb-control`. A new one is a new row. */
export function createControls(options: ControlsOptions): Readonly<Record<string, Control>> {
  const { visitor, safely } = options;

  const choice = (state: Consent): Control => ({
    press: safely(() => {
      options.onChoice();
      visitor.choose(state);
    }),
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
