import { describe, expect, it } from "vitest";
import { renderPayloadTemplate } from "./render-payload-template";

const payload = {
  title: 'Intro with "Ada"\nand more',
  organizer: { name: "Mira & Co" },
  attendees: [{ name: "Ada" }, { name: "Di" }],
  length: 30,
};

describe("a body in the organizer's own shape", () => {
  it("fills in parts of the payload by their path", () => {
    const template = '{"t": "{{ organizer.name }}", "second": "{{attendees.1.name}}", "n": {{length}}}';
    const { body, contentType } = renderPayloadTemplate(template, payload);
    expect(JSON.parse(body)).toEqual({ t: "Mira & Co", second: "Di", n: 30 });
    expect(contentType).toBe("application/json");
  });

  it("stays JSON whatever the values hold", () => {
    const { body } = renderPayloadTemplate('{"t": "{{title}}"}', payload);
    expect(JSON.parse(body)).toEqual({ t: payload.title });
  });

  it("is a form where it isn't JSON", () => {
    expect(renderPayloadTemplate("name={{organizer.name}}&n={{length}}", payload)).toEqual({
      body: "name=Mira%20%26%20Co&n=30",
      contentType: "application/x-www-form-urlencoded",
    });
  });

  it("has nothing where there is no such part, nor for what objects inherit", () => {
    const template = '{"a": "{{nope}}", "b": "{{organizer.constructor.name}}", "c": "{{attendees.9.name}}"}';
    expect(JSON.parse(renderPayloadTemplate(template, payload).body)).toEqual({ a: "", b: "", c: "" });
  });
});
