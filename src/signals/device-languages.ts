/**
 * The visitor's languages as BCP 47 tags, best first; `[]` if none is known. WebKitGTK reports the POSIX
 * locale (`C`) where no language is set: that is no language.
 */
export function readLanguages(): string[] {
  const { language = '', languages } = navigator as Partial<Navigator>;
  const tags = languages?.length ? languages : [language];
  return tags.filter((tag) => /^[a-z]{2,3}(?![a-z])/i.test(tag));
}

/** The region a language tag names, such as `AT` of `de-AT` or `TW` of `zh-Hant-TW`. A bare `de` names none. */
export function regionOf(tag: string): string | undefined {
  return /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1];
}
