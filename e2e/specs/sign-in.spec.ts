import { expect, test } from "@playwright/test";
import { BookingsPage } from "../pages/bookings-page";
import { SignInPage, startSession } from "../pages/sign-in-page";
import { newOrganizer } from "../support/new-organizer";
import { productUnderTest } from "../support/running-product";

const organizerPages = [
  "/bookings",
  "/bookings?tab=past&q=ada",
  "/bookings/some-uid",
  "/event-types",
  "/messages?list=sent",
  "/settings",
];

for (const path of organizerPages) {
  test(`a signed-out visitor of ${path} is sent to sign in, and shown nothing`, async ({ page, request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    await page.goto(path);
    const { pathname, searchParams } = new URL(page.url());
    expect(pathname).toBe("/sign-in");
    expect(searchParams.get("next")).toBe(path);
  });
}

test("signing in leads on to the page that was asked for, signing out ends it", async ({ page }) => {
  const organizer = await newOrganizer();
  const signIn = new SignInPage(page);
  await page.goto("/messages?list=scheduled");
  await signIn.signIn(organizer);
  await expect(page.getByRole("heading", { level: 1, name: "Messages" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("?list=scheduled");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/bookings");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a link to sign in never leads to another site", async ({ page }) => {
  const organizer = await newOrganizer();
  const signIn = new SignInPage(page);
  await signIn.open("//example.com/bookings");
  await signIn.signIn(organizer);
  await expect(new BookingsPage(page).heading).toBeVisible();
  expect(new URL(page.url()).origin).toBe(productUnderTest().baseUrl);
});

test("a wrong password is refused without saying which of the two is wrong", async ({ page }) => {
  const organizer = await newOrganizer();
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn({ ...organizer, password: "not the password" });
  const refusal = "This e-mail address and password don’t belong together.";
  await expect(signIn.alert).toHaveText(refusal);
  await expect(signIn.password).toBeFocused();
  await signIn.signIn({ email: "nobody@punctual.localhost", password: "not the password" });
  await expect(signIn.alert).toHaveText(refusal);
  await signIn.signIn(organizer);
  await expect(new BookingsPage(page).heading).toBeVisible();
});

test("empty fields say what is missing", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.submit.click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  await expect(signIn.email).toBeFocused();
});

test("too many tries say when to come back", async ({ page }) => {
  await page.route("**/api/auth/sign-in/email", (route) =>
    route.fulfill({
      status: 429,
      headers: { "x-retry-after": "42" },
      json: { message: "Too many requests." },
    }),
  );
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn({ email: "maya@punctual.localhost", password: "a guess" });
  await expect(signIn.alert).toHaveText("Too many tries. Try again in 42 seconds.");
});

test("the password can be read while it is typed", async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.password.fill("visible to me");
  await expect(signIn.password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(signIn.password).toHaveAttribute("type", "text");
});

test("a forgotten password is replaced through the mail, once, and ends other sessions", async ({
  page,
  browser,
}) => {
  const organizer = await newOrganizer();
  const elsewhere = await browser.newPage();
  await startSession(elsewhere, organizer);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(organizer.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeFocused();

  const link = await linkMailedTo(organizer.email);
  const password = "a new and longer password";
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await new SignInPage(page).signIn({ ...organizer, password });
  await expect(new BookingsPage(page).heading).toBeVisible();

  await elsewhere.goto("/bookings");
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("yet another password");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByRole("heading", { name: "This link doesn’t work" })).toBeVisible();
});

test("an address without an account gets the same answer, and no mail", async ({ page }) => {
  const email = `nobody-${Date.now()}@punctual.localhost`;
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  await expect(page.getByText(`If there is an account for ${email}`)).toBeVisible();
  expect(await mailsTo(email)).toEqual([]);
});

test("every organizer page says that nothing leaves the sandbox, and leads to it", async ({ page }) => {
  const { sandboxUrl, runsUrl } = productUnderTest();
  const banner = page.getByRole("complementary", { name: "Sandbox" });
  for (const path of ["/sign-in", "/forgot-password", "/reset-password", "/setup"]) {
    await page.goto(path);
    await expect(banner.getByRole("link", { name: "See the phones and mails" })).toHaveAttribute(
      "href",
      sandboxUrl,
    );
    await expect(banner.getByRole("link", { name: "See the runs" })).toBeHidden();
  }
  await startSession(page, await newOrganizer());
  for (const path of ["/bookings", "/event-types", "/messages", "/settings"]) {
    await page.goto(path);
    await expect(banner).toContainText("no real text or mail leaves this machine");
    await expect(banner.getByRole("link", { name: "See the runs" })).toHaveAttribute("href", runsUrl);
  }
});

async function mailsTo(email: string): Promise<{ text: string }[]> {
  const response = await fetch(
    `${productUnderTest().sandboxUrl}/mail/messages?to=${encodeURIComponent(email)}`,
  );
  return (await response.json()) as { text: string }[];
}

async function linkMailedTo(email: string): Promise<string> {
  let link = "";
  await expect
    .poll(async () => {
      const [mail] = await mailsTo(email);
      link = /https?:\/\/\S+\/reset-password\?token=\S+/.exec(mail?.text ?? "")?.[0] ?? "";
      return link;
    })
    .not.toBe("");
  return link;
}
