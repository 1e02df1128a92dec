/* What stands in for a consent manager until its script has arrived. */
// @ts-expect-error It comes without types.
import untyped from '@iabtcf/stub';

(untyped as () => void)();
