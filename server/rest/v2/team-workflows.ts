import { z } from "zod";
import type { RestRoute } from "../define-route";
import { parsePath, pathNumber } from "../path-id";
import type { WorkflowData } from "./workflow-data";
import { workflowRoutes } from "./workflows";

const teamPath = "/organizations/:orgId/teams/:teamId";
const teamParamsSchema = z.object({
  orgId: pathNumber({
    reason: "organization_not_found",
    message: (id) => `Organization with id ${id} not found`,
  }),
  teamId: pathNumber({ reason: "team_not_found", message: (id) => `Team with id ${id} not found` }),
});
const whose =
  "There are no teams: whatever organization and team is named, these are the workflows of the key's holder.";

/** The workflows where callers who think in teams ask for them: as they are, with the team that was named. */
export const teamWorkflowRoutes: readonly RestRoute[] = workflowRoutes.map(underTeam);

function underTeam(route: RestRoute): RestRoute {
  const { description, params, example } = route;
  return {
    ...route,
    pattern: `${teamPath}${route.pattern}`,
    description: description === undefined ? whose : `${description} ${whose}`,
    params: params.extend(teamParamsSchema.shape),
    example: { ...example, params: { ...example.params, orgId: "1", teamId: "1" } },
    respond: async (call) => {
      const { teamId } = parsePath(teamParamsSchema, call.params);
      const answer = await route.respond(call);
      return { ...answer, data: ofTeam(answer.data as WorkflowData | WorkflowData[] | undefined, teamId) };
    },
  };
}

function ofTeam(data: WorkflowData | WorkflowData[] | undefined, teamId: number) {
  if (data === undefined) return undefined;
  return Array.isArray(data) ? data.map((each) => ({ ...each, teamId })) : { ...data, teamId };
}
