import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute, nothingSchema } from "../define-route";
import { pathNumber } from "../path-id";
import { onceAnswered } from "./once-answered";
import {
  createWorkflowBodySchema,
  listWorkflowsQuerySchema,
  type UpdateWorkflowBody,
  updateWorkflowBodySchema,
} from "./workflow-body-schemas";
import { activeOnOf, createWorkflowCall, updateWorkflowCall } from "./workflow-call";
import { workflowData, workflowDataSchema } from "./workflow-data";
import { workflowWords as words } from "./workflow-words";

const ofWorkflows = { tag: "Workflows", access: "key", versions: apiVersions, words } as const;
const ofOne = {
  ...ofWorkflows,
  params: z.object({
    workflowId: pathNumber({
      reason: "workflow_not_found",
      message: (id) => `Workflow with id=${id} not found.`,
    }),
  }),
  example: { params: { workflowId: "1" } },
};

export const workflowRoutes = [
  defineRoute({
    ...ofWorkflows,
    method: "POST",
    pattern: "/workflows",
    summary: "Make a workflow",
    status: 201,
    body: createWorkflowBodySchema,
    answer: workflowDataSchema,
    example: {
      body: {
        name: "Remind them",
        activation: { isActiveOnAllEventTypes: true },
        trigger: { type: "beforeEvent", offset: { value: 24, unit: "hour" } },
        steps: [{ action: "sms_attendee", message: { text: "See you {EVENT_DATE}, {ATTENDEE_FIRST_NAME}" } }],
      },
    },
    handle: async ({ caller, body, idempotencyKey }) => {
      const once = await caller.workflow.create(createWorkflowCall(body, idempotencyKey));
      return onceAnswered(workflowData(once.answer), once);
    },
  }),
  defineRoute({
    ...ofWorkflows,
    method: "GET",
    pattern: "/workflows",
    summary: "List your workflows",
    query: listWorkflowsQuerySchema,
    answer: z.array(workflowDataSchema),
    example: { query: { take: "20" } },
    handle: async ({ caller, query: { skip = 0, take = 250 } }) => {
      const all = await caller.workflow.list();
      return { data: all.slice(skip, skip + take).map(workflowData) };
    },
  }),
  defineRoute({
    ...ofOne,
    method: "GET",
    pattern: "/workflows/:workflowId",
    summary: "Read a workflow",
    answer: workflowDataSchema,
    handle: async ({ caller, params }) => ({
      data: workflowData(await caller.workflow.get({ id: params.workflowId })),
    }),
  }),
  defineRoute({
    ...ofOne,
    method: "PATCH",
    pattern: "/workflows/:workflowId",
    summary: "Change a workflow",
    description:
      "What is left out stays; steps are replaced whole, and those with an id stay what they are. Upcoming bookings follow soon after.",
    errors: { 409: "The workflow has been changed meanwhile." },
    body: updateWorkflowBodySchema,
    answer: workflowDataSchema,
    example: {
      ...ofOne.example,
      body: { trigger: { type: "beforeEvent", offset: { value: 2, unit: "hour" } } },
    },
    handle: async ({ caller, params, body }) => ({
      data: workflowData(await changeWorkflow(caller, params.workflowId, body)),
    }),
  }),
  defineRoute({
    ...ofOne,
    method: "DELETE",
    pattern: "/workflows/:workflowId",
    summary: "Delete a workflow",
    description: "What upcoming bookings still owed of it is called off; what it has sent stays on record.",
    answer: nothingSchema,
    handle: async ({ caller, params }) => {
      await caller.workflow.delete({ id: params.workflowId });
      return {};
    },
  }),
];

async function changeWorkflow(caller: AppCaller, id: number, body: UpdateWorkflowBody) {
  const { activation, ...rule } = body;
  const current = await caller.workflow.get({ id });
  const isRuleChanged = Object.values(rule).some((part) => part !== undefined);
  if (isRuleChanged) return caller.workflow.update(updateWorkflowCall(body, current));
  if (!activation) return current;
  return caller.workflow.setActive({ id, version: current.version, activeOn: activeOnOf(activation) });
}
