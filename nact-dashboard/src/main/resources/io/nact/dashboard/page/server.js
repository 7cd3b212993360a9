// What the server can be asked, beside the stream.
let session = { writes: false, csrf: null };

export class Refused extends Error {
  constructor(status, text) {
    super(text);
    this.status = status;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused(0, "The application does not answer.");
  }
  if (response.ok && !response.redirected) {
    return response.status === 204 ? null : response.json();
  }
  throw new Refused(response.status, (await reason(response)) ?? meaning(response.status));
}

async function reason(response) {
  try {
    const { message, detail } = await response.json();
    return message || detail;
  } catch {
    return null;
  }
}

function meaning(status) {
  if (status === 401 || status === 200) return "You are signed out. Load the page again to sign in.";
  if (status === 403) return "You may not do that.";
  if (status === 404) return "There is no such actor now.";
  return `The application answered with ${status}.`;
}

export function ask(what, query = {}) {
  const text = new URLSearchParams(query).toString();
  const headers = { Accept: "application/json" };
  return answer(fetch(`${what}${text ? `?${text}` : ""}`, { headers, credentials: "same-origin" }));
}

export async function begin() {
  session = await ask("session");
  return session;
}

export async function order(action, details) {
  const { csrf } = await begin();
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const cookie = document.cookie.match(/(?:^|;\s*)XSRF-TOKEN=([^;]+)/);
  if (csrf) headers[csrf.header] = csrf.token;
  else if (cookie) headers["X-XSRF-TOKEN"] = decodeURIComponent(cookie[1]);
  const page = document.baseURI.replace(/\/$/, "");
  const text = Object.entries(details).map(([name, value]) => [name, String(value)]);
  const body = JSON.stringify({ action, ...Object.fromEntries(text) });
  return answer(fetch(page, { method: "POST", headers, body, credentials: "same-origin" }));
}
