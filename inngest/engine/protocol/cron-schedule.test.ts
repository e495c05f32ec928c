import { expect, test } from "vitest";
import { CronSchedule } from "./cron-schedule";

const at = (text: string) => new Date(text);

test("the last of several ticks is found, and none outside the interval", () => {
  const hourly = new CronSchedule("0 * * * *");
  expect(hourly.lastWithin(at("2027-03-01T09:30:00Z"), at("2027-03-01T12:00:00Z"))).toEqual(
    at("2027-03-01T12:00:00Z"),
  );
  expect(hourly.lastWithin(at("2027-03-01T12:00:00Z"), at("2027-03-01T12:59:59Z"))).toBeNull();
});

test("a week without looking finds the last tick all the same", () => {
  const hourly = new CronSchedule("0 * * * *");
  expect(hourly.lastWithin(at("2027-03-01T12:00:00Z"), at("2027-03-08T12:30:00Z"))).toEqual(
    at("2027-03-08T12:00:00Z"),
  );
});

test("a schedule in a time zone follows its local time", () => {
  const morning = new CronSchedule("TZ=Asia/Kathmandu 0 9 * * *");
  expect(morning.nextAfter(at("2027-03-01T00:00:00Z"))).toEqual(at("2027-03-01T03:15:00Z"));
});

test.each(["", "* * * *", "* * * * * *", "61 * * * *", "TZ=Nowhere * * * * *"])(
  "%j is no schedule",
  (expression) => {
    expect(() => new CronSchedule(expression)).toThrow();
  },
);
