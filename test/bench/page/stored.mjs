/**
 * In the page of the visit before the one that is measured: resolves when it has left what the next one has to know.
 * A database that opens for the first time takes long on a busy machine.
 *
 * @param {string} key Of localStorage.
 */
export function whenStored(key) {
  return new Promise((resolve) => {
    const look = () =>
      localStorage.getItem(key) === null ? setTimeout(look, 20) : resolve(undefined);
    look();
  });
}
