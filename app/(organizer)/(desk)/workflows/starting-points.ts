import { type ReadyTextKey, readyTexts } from "@/server/domain/templates/ready-texts";
import { actionRoutes, type StepAction, type WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { type DraftTiming, emptyStep, type WorkflowDraft } from "./editor/workflow-draft";

/** A usual workflow to begin with. */
export type StartingPoint = {
  key: Exclude<ReadyTextKey, "custom">;
  name: string;
  trigger: WorkflowTrigger;
  timings: DraftTiming[];
  action: StepAction;
};

export const startingPoints: readonly StartingPoint[] = [
  {
    key: "reminder",
    name: "Reminder a day before",
    trigger: "before_meeting",
    timings: [{ kind: "elapsed", amount: 24, unit: "hours" }],
    action: "sms_attendee",
  },
  {
    key: "ask_to_confirm",
    name: "Are you coming?",
    trigger: "attendance_not_confirmed",
    timings: [{ kind: "elapsed", amount: 24, unit: "hours" }],
    action: "sms_attendee",
  },
  {
    key: "confirmation",
    name: "Confirmation",
    trigger: "new_booking",
    timings: [],
    action: "sms_attendee",
  },
  {
    key: "follow_up",
    name: "Follow-up",
    trigger: "after_meeting",
    timings: [{ kind: "elapsed", amount: 1, unit: "hours" }],
    action: "email_attendee",
  },
  { key: "cancelled", name: "Cancelled meeting", trigger: "cancelled", timings: [], action: "sms_attendee" },
  { key: "rescheduled", name: "Moved meeting", trigger: "rescheduled", timings: [], action: "sms_attendee" },
  {
    key: "no_show",
    name: "Missed meeting",
    trigger: "no_show_attendee",
    timings: [],
    action: "email_attendee",
  },
];

/** The workflow that a starting point leads to, or a blank reminder for an unknown one. */
export function draftFrom(key: string | undefined): WorkflowDraft {
  const point = startingPoints.find((each) => each.key === key);
  if (!point)
    return {
      ...settings,
      name: "",
      trigger: "before_meeting",
      timings: dayBefore,
      steps: [emptyStep("sms_attendee")],
    };
  return draftOfPoint(point);
}

/** A starting point as the editor shows it. */
export function draftOfPoint({ key, name, trigger, timings, action }: StartingPoint): WorkflowDraft {
  const { channel } = actionRoutes[action];
  const ready = readyTexts.find((text) => text.key === key);
  const step = {
    ...emptyStep(action),
    body: channel === "webhook" ? "" : (ready?.bodies[channel] ?? ""),
    subject: channel === "email" ? (ready?.subject ?? "") : "",
  };
  return { ...settings, name, trigger, timings, steps: [step] };
}

const dayBefore: DraftTiming[] = [{ kind: "elapsed", amount: 24, unit: "hours" }];
const settings = {
  lateBooking: { kind: "send_if", moreThanMinutes: 120 },
  quietHours: { from: "21:00", until: "08:00" },
  conditions: [],
  activeOn: { kind: "all" },
} satisfies Partial<WorkflowDraft>;
