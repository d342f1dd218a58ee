export interface SignedIn {
  /** GET below /api/v1; signs in again when the token has run out. Throws for anything but success. */
  get<Body>(path: string): Promise<Body>;
}

export async function signIn(
  origin: string,
  login: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const base = `${origin}/api/v1/`;
  const freshToken = async (): Promise<string> => {
    const body = JSON.stringify({ email: login.email, password: login.password });
    const response = await fetch(`${base}auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { accessToken: string }).accessToken;
  };
  let token = await freshToken();
  const ask = (path: string) => fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
  return {
    get: async <Body>(path: string) => {
      let response = await ask(path);
      if (response.status === 401) {
        token = await freshToken();
        response = await ask(path);
      }
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Body;
    },
  };
}
