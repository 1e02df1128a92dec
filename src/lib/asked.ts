/** In sessionStorage: what a tab has asked of the inspector, as the query of an address. The inspector writes it. */
export const ASKED = 'tailorbird';

/** Whether the address of this page, or an earlier page in this tab, asks for the inspector or for a preview. */
export function isAsked(): boolean {
  let query = location.search;
  try {
    query += sessionStorage.getItem(ASKED);
  } catch {
    // Where nothing is stored the address has to say it.
  }
  return /[?&]tb-((as|show|visitor)=|inspect)/.test(query);
}
