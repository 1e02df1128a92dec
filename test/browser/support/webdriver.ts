/** Nothing on a loopback page takes this long: a page that does not answer hangs. */
const PATIENCE = 20_000;

/** A script in a page has not answered in time. */
export class LostAnswer extends Error {}

/** A session with a W3C WebDriver: https://www.w3.org/TR/webdriver2/#endpoints */
export class WebDriverSession {
  readonly #base: string;

  private constructor(base: string) {
    this.#base = base;
  }

  static async open(driver: string, capabilities: object): Promise<WebDriverSession> {
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId } = (await command('POST', `${driver}/session`, body)) as {
      sessionId: string;
    };
    const session = new WebDriverSession(`${driver}/session/${sessionId}`);
    await session.post('timeouts', { script: PATIENCE, pageLoad: PATIENCE });
    return session;
  }

  get(name: string): Promise<unknown> {
    return command('GET', `${this.#base}/${name}`);
  }

  post(name: string, body: object): Promise<unknown> {
    return command('POST', `${this.#base}/${name}`, body);
  }

  /** @param name Without one the session itself is deleted. */
  delete(name?: string): Promise<unknown> {
    return command('DELETE', name ? `${this.#base}/${name}` : this.#base);
  }
}

async function command(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE + 5_000),
  });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) {
    const { error, message } = value as { error: string; message: string };
    throw new (error === 'script timeout' ? LostAnswer : Error)(`WebDriver: ${error}: ${message}`);
  }
  return value;
}
