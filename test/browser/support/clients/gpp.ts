/* A consent manager of the IAB's Global Privacy Platform, made of the IAB's own client library; the visitor is in California. */
import { CmpApi, CmpDisplayStatus, CmpStatus, SignalStatus } from '@iabgpp/cmpapi';
import type {} from './chooser.js';

const cmp = new CmpApi(31, 1);
cmp.setCmpStatus(CmpStatus.LOADED);
cmp.setApplicableSections([8]);
cmp.setCmpDisplayStatus(CmpDisplayStatus.VISIBLE);

window.choose = (state) => {
  cmp.setSignalStatus(SignalStatus.NOT_READY);
  // 1: opts out of the sale of personal information. 2: does not.
  cmp.setFieldValue('usca', 'SaleOptOut', state === 'granted' ? 2 : 1);
  cmp.setCmpDisplayStatus(CmpDisplayStatus.HIDDEN);
  cmp.fireSectionChange('usca');
  cmp.setSignalStatus(SignalStatus.READY);
};
