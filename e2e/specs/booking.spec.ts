import { type APIRequestContext, expect, type TestInfo, test } from "@playwright/test";
import { BookingPage } from "../pages/booking-page";
import { ManagePage } from "../pages/manage-page";
import { readDemo } from "../support/demo";
import { freeStarts } from "../support/free-starts";
import { newGuest } from "../support/guests";

const withPhone = () => {
  const [eventType] = readDemo().eventTypes;
  if (!eventType) throw new Error("The copy has no event type.");
  return eventType;
};

async function urlOfFreeTime(request: APIRequestContext, testInfo: TestInfo) {
  const { id, url } = withPhone();
  const [startsAt] = await freeStarts(request, id, testInfo);
  return { startsAt: String(startsAt), url: `${url}?time=${startsAt}` };
}

test("a booking on the page is confirmed there and texts the guest's phone", async ({ page, request }) => {
  const booking = new BookingPage(page);
  const guest = newGuest();
  await booking.open(withPhone().url);
  await booking.turnToNextMonth();
  await booking.chooseTime();
  await booking.book(guest);

  const manage = new ManagePage(page);
  await expect(manage.headline).toHaveText("You’re booked");
  await expect(manage.messages.filter({ hasText: "Delivered" })).toHaveCount(1);
  await expect(manage.messages.filter({ hasText: "Planned" })).toHaveCount(1);
  expect(await textsOn(request, guest.phone)).toEqual([
    expect.objectContaining({ to: guest.phone, body: expect.stringContaining("you are booked") }),
  ]);
});

test("days without times can't be chosen and say why", async ({ page }) => {
  const booking = new BookingPage(page);
  await booking.open(withPhone().url);
  await booking.turnToNextMonth();

  const sunday = booking.days.getByRole("button", { name: /^Sunday/ }).first();
  await expect(sunday).toHaveAttribute("aria-disabled", "true");
  await sunday.click({ force: true });
  await expect(page.getByRole("status").filter({ hasText: "No hours on this day." })).toBeVisible();
});

test("what is missing or impossible is said at its field", async ({ page, request }, testInfo) => {
  const booking = new BookingPage(page);
  const guest = newGuest();
  await page.goto((await urlOfFreeTime(request, testInfo)).url);
  await booking.confirm.click();
  const name = page.getByLabel("Your name");
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Tell us your name/);
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Enter an e-mail address/);
  await expect(page.getByLabel("Phone")).toHaveAccessibleDescription(/needs a phone number/);

  await booking.fillIn({ ...guest, phone: "0151 23456789" });
  await booking.confirm.click();
  const phone = page.getByLabel("Phone");
  await expect(phone).toHaveAccessibleDescription(/Put the country code in front, such as \+44/);
  await expect(phone).toBeFocused();

  await booking.fillIn({ ...guest, phone: "+1 202" });
  await booking.confirm.click();
  await expect(phone).toHaveAccessibleDescription(/doesn’t look like a complete phone number/);
});

test("what fills in the field that no one sees is refused, and a person can send again", async ({
  page,
  request,
}, testInfo) => {
  const booking = new BookingPage(page);
  await page.goto((await urlOfFreeTime(request, testInfo)).url);
  await booking.fillIn(newGuest());
  await page.locator("input[name=website]").evaluate((field: HTMLInputElement) => {
    field.value = "https://spam.example";
  });
  await booking.confirm.click();
  await expect(page.getByText(/Something other than you filled in a part/)).toBeVisible();
  await booking.confirm.click();
  await booking.untilBooked();
});

test("a number without its country code is offered with that of the reader's country", async ({
  page,
  request,
}, testInfo) => {
  await page.goto((await urlOfFreeTime(request, testInfo)).url);
  const phone = page.getByLabel("Phone");
  await phone.fill("07400 123456");
  await phone.blur();
  await page.getByRole("button", { name: "Use this" }).click();
  await expect(phone).toHaveValue("+44 7400 123456");
});

test("a time that somebody else takes first leads back to fresh times and keeps what was typed", async ({
  page,
  browser,
  request,
}, testInfo) => {
  const { url } = await urlOfFreeTime(request, testInfo);
  const booking = new BookingPage(page);
  const guest = newGuest();
  await booking.loseReservations();
  await page.goto(url);
  await booking.fillIn(guest);

  const rival = await browser.newPage();
  await rival.goto(url);
  await new BookingPage(rival).book(newGuest());
  await rival.close();

  await booking.confirm.click();
  const taken = page.getByRole("alert").filter({ hasText: "Somebody else just took that time." });
  await expect(taken).toBeVisible();
  await expect(page.getByText("User either already has")).toBeHidden();
  await taken.getByRole("button").first().click();
  await expect(taken).toBeHidden();
  await expect(page.getByLabel("Your name")).toHaveValue(guest.name);
  await expect(page.getByLabel("Phone")).toHaveValue(guest.phone);
  await booking.confirm.click();
  await booking.untilBooked();
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
});

test("a double click books once", async ({ page, request }, testInfo) => {
  const booking = new BookingPage(page);
  const guest = newGuest();
  const sent: string[] = [];
  page.on("request", (made) => {
    if (made.url().includes("booking.create")) sent.push(made.url());
  });
  await page.goto((await urlOfFreeTime(request, testInfo)).url);
  await booking.fillIn(guest);
  await booking.confirm.dblclick();
  await booking.untilBooked();

  await expect(new ManagePage(page).messages.filter({ hasText: "Delivered" })).toHaveCount(1);
  expect(sent).toHaveLength(1);
  expect(await textsOn(request, guest.phone)).toHaveLength(1);
});

test("a booking whose answer was lost is found again when the form is sent once more", async ({
  page,
  request,
}, testInfo) => {
  const booking = new BookingPage(page);
  const guest = newGuest();
  await page.goto((await urlOfFreeTime(request, testInfo)).url);
  await booking.fillIn(guest);
  const booked: string[] = [];
  await page.route("**/api/trpc/booking.create", async (route) => {
    const answer = await route.fetch();
    booked.push((await answer.json()).result.data.answer.uid);
    await route.abort();
  });
  await booking.confirm.click();
  await expect(page.getByRole("alert").filter({ hasText: "couldn’t reach the server" })).toBeVisible();

  await page.unroute("**/api/trpc/booking.create");
  await page.reload();
  await expect(page.getByLabel("Your name")).toHaveValue(guest.name);
  await page.getByLabel(/should know/).fill("Written after the reload.");
  await booking.confirm.click();
  expect(booked).toEqual([await booking.untilBooked()]);
  await expect(new ManagePage(page).headline).toHaveText("You’re booked");
});

test("another time zone shows other clock times and keeps the chosen instant", async ({ page }) => {
  const booking = new BookingPage(page);
  await booking.open(withPhone().url);
  await expect(page.getByRole("button", { name: /^Time zone: Berlin/ })).toBeVisible();
  await booking.turnToNextMonth();
  const inBerlin = await booking.chooseTime();
  const chosen = booking.chosenInstant();
  await expect(page.getByText("Berlin time")).toBeVisible();

  await booking.chooseTimeZone("tokyo", "Tokyo");
  await expect(page.getByText("Tokyo time")).toBeVisible();
  expect(booking.chosenInstant()).toBe(chosen);
  const inTokyo = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Asia/Tokyo",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(String(chosen)));
  expect(inTokyo).not.toBe(inBerlin);
  await expect(page.getByText(`${inTokyo} –`)).toBeVisible();

  await page.reload();
  await expect(page.getByText("Tokyo time")).toBeVisible();
});

test("going back from the details returns to the times", async ({ page }) => {
  const booking = new BookingPage(page);
  await booking.open(withPhone().url);
  await booking.chooseTime();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Choose a time" })).toBeFocused();
  await expect(booking.times.first()).toBeVisible();
});

test("the clock can be turned from 24 hours to 12", async ({ page }) => {
  const booking = new BookingPage(page);
  await booking.open(withPhone().url);
  await expect(booking.times.first()).toHaveText(/^\d\d:\d\d$/);
  await page.getByRole("radio", { name: "12-hour clock" }).click();
  await expect(booking.times.first()).toHaveText(/^\d{1,2}:\d\d [ap]m$/i);
});

async function textsOn(request: APIRequestContext, phone: string): Promise<unknown[]> {
  const response = await request.get(`${readDemo().sandboxUrl}/sms/messages?to=${encodeURIComponent(phone)}`);
  return response.json();
}
