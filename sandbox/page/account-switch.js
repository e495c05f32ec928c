/** What may be wrong with an account, as `POST /sms/account` takes it; the first is none. */
const faults = {
  working: { code: null },
  credentials: { code: 20003 },
  suspended: { code: 30002, check: "suspended" },
  funds: { code: 20005 },
  number: { code: 21606, check: "passed" },
};

const select = document.getElementById("account");
const signIn = document.getElementById("sign-in");
const note = document.getElementById("account-note");

async function change(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  note.textContent = response?.ok ? "" : "The sandbox didn't answer. Is Punctual still running?";
}

/** Shows how the accounts stand; a fault that none of the choices names is added to them. */
export async function refreshAccount() {
  const [texts, mails] = await Promise.all(
    ["/sms/account", "/mail/account"].map(async (path) => (await fetch(path)).json()),
  );
  const known = Object.entries(faults).find(([, { code }]) => code === texts.code)?.[0];
  if (!known) {
    faults[texts.code] = texts;
    select.append(new Option(`Code ${texts.code}`, texts.code));
  }
  select.value = known ?? String(texts.code);
  signIn.checked = mails.refused;
}

select.addEventListener("change", () => change("/sms/account", faults[select.value]));
signIn.addEventListener("change", () => change("/mail/account", { refused: signIn.checked }));
