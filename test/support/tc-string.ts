import { GVL, TCModel, TCString } from '@iabtcf/core';

/** What a visitor agreed to, as the string that managers keep. The library encodes none without a list of vendors. */
export function tcString(...purposes: number[]): string {
  const named = Array.from({ length: 11 }, (_, index) => {
    const id = index + 1;
    return [id, { id, name: `${id}`, description: '', illustrations: [] }] as const;
  });
  const model = new TCModel(
    new GVL({
      gvlSpecificationVersion: 3,
      vendorListVersion: 1,
      tcfPolicyVersion: 4,
      lastUpdated: '2026-01-01T00:00:00Z',
      purposes: Object.fromEntries(named),
      specialPurposes: {},
      features: {},
      specialFeatures: {},
      stacks: {},
      dataCategories: {},
      vendors: {},
    } as never),
  );
  Object.assign(model, { cmpId: 31, cmpVersion: 1, isServiceSpecific: true });
  model.purposeConsents.set(purposes);
  return TCString.encode(model);
}
