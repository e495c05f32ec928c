import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { createSchedule, createScheduleInputSchema } from "@/server/services/schedules/create-schedule";
import { deleteSchedule } from "@/server/services/schedules/delete-schedule";
import { getSchedule, getScheduleInputSchema } from "@/server/services/schedules/get-schedule";
import { listSchedules } from "@/server/services/schedules/list-schedules";
import { updateSchedule, updateScheduleInputSchema } from "@/server/services/schedules/update-schedule";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

/** The hours in which an organizer can be booked. */
export const scheduleRouter = trpc.router({
  list: procedure.query(({ ctx }) => listSchedules(ctx)),
  get: procedure.input(getScheduleInputSchema).query(({ ctx, input }) => getSchedule(ctx, input)),
  create: procedure
    .input(createScheduleInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "schedule.create", key, input }, createSchedule),
    ),
  update: procedure.input(updateScheduleInputSchema).mutation(({ ctx, input }) => updateSchedule(ctx, input)),
  delete: procedure.input(getScheduleInputSchema).mutation(({ ctx, input }) => deleteSchedule(ctx, input)),
});
