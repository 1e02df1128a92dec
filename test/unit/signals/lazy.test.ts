import { describe, expect, it, vi } from 'vitest';
import { readPath } from '../../../src/core/signal.js';
import { lazy } from '../../../src/signals/lazy.js';

describe('lazy fields', () => {
  it('are read when asked for, and once', () => {
    const read = vi.fn(() => 'dark');
    const other = vi.fn(() => 1);
    const device = lazy({ colorScheme: read, other });
    expect(read).not.toHaveBeenCalled();
    expect(readPath({ device }, 'device.colorScheme')).toBe('dark');
    expect(readPath({ device }, 'device.colorScheme')).toBe('dark');
    expect(read).toHaveBeenCalledTimes(1);
    expect(other).not.toHaveBeenCalled();
  });

  it('are listed before and after they are read', () => {
    const object = lazy({ one: () => 1, two: () => 2 });
    expect(Object.keys(object)).toEqual(['one', 'two']);
    expect({ ...object }).toEqual({ one: 1, two: 2 });
    expect(Object.keys(object)).toEqual(['one', 'two']);
  });

  it('are undefined where the engine refuses, and it is not asked again', () => {
    const read = vi.fn(() => {
      throw new DOMException('no', 'SecurityError');
    });
    const object = lazy({ field: read });
    expect(readPath({ object }, 'object.field')).toBeUndefined();
    expect(readPath({ object }, 'object.field')).toBeUndefined();
    expect(read).toHaveBeenCalledTimes(1);
  });
});
