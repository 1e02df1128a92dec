import { isText, pending } from '../core/signal.js';
import type { DeviceDetail } from '../types.js';
import type { DetailReader, SignalContext } from './context.js';

/** Reads details from the record, where an earlier page has left those of this user agent, or from the file. */
export function createDetail(context: SignalContext): DetailReader {
  const { userAgent } = navigator;
  let detail: DeviceDetail | typeof pending | undefined;

  function known(): typeof detail {
    const record = context.record();
    // What it holds needs no file.
    if (record === pending) return detail ?? pending;
    const kept = record?.known.device;
    return detail ?? (kept?.userAgent === userAgent ? kept : undefined);
  }

  async function load(): Promise<void> {
    try {
      const file = await context.device?.();
      detail = (await file?.readDetail(navigator)) ?? {};
      context.remember({ device: { ...detail, userAgent } });
    } catch (error) {
      detail = {};
      context.report('device-file', 'device', String(error));
    }
    context.onChange();
  }

  const read = (field: keyof DeviceDetail): ReturnType<DetailReader> => {
    let found = known();
    if (!found && context.device) {
      found = detail = pending;
      void load();
    }
    if (found === pending) return context.deadline.signal.aborted ? undefined : pending;
    const value = found?.[field];
    return isText(value) ? value : undefined;
  };
  return Object.assign(read, {
    isKnown: () => {
      const found = known();
      return !!found && found !== pending;
    },
  });
}
