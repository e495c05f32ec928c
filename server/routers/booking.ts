import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { addAttendee, addAttendeeInputSchema } from "@/server/services/bookings/add-attendee";
import { addGuests, addGuestsInputSchema } from "@/server/services/bookings/add-guests";
import { cancelBooking, cancelBookingInputSchema } from "@/server/services/bookings/cancel-booking";
import { changeLocation, changeLocationInputSchema } from "@/server/services/bookings/change-location";
import {
  confirmAttendance,
  confirmAttendanceInputSchema,
} from "@/server/services/bookings/confirm-attendance";
import { confirmBooking, confirmBookingInputSchema } from "@/server/services/bookings/confirm-booking";
import { createBooking } from "@/server/services/bookings/create-booking";
import { declineBooking, declineBookingInputSchema } from "@/server/services/bookings/decline-booking";
import { getBooking, getBookingInputSchema } from "@/server/services/bookings/get-booking";
import {
  getBookingBySeat,
  getBookingBySeatInputSchema,
} from "@/server/services/bookings/get-booking-by-seat";
import { getBookingSeries, getBookingSeriesInputSchema } from "@/server/services/bookings/get-booking-series";
import { getBookingTimeline } from "@/server/services/bookings/get-booking-timeline";
import { getCalendarLinks } from "@/server/services/bookings/get-calendar-links";
import { listBookingMessages } from "@/server/services/bookings/list-booking-messages";
import { listBookings, listBookingsInputSchema } from "@/server/services/bookings/list-bookings";
import { markAbsent, markAbsentInputSchema } from "@/server/services/bookings/mark-absent";
import { rateBooking, rateBookingInputSchema } from "@/server/services/bookings/rate-booking";
import { removeAttendee, removeAttendeeInputSchema } from "@/server/services/bookings/remove-attendee";
import {
  rescheduleBooking,
  rescheduleBookingInputSchema,
} from "@/server/services/bookings/reschedule-booking";
import { searchBookings, searchBookingsInputSchema } from "@/server/services/bookings/search-bookings";
import { bookingProcedure, limitedAttendeeProcedure, limitedBookingProcedure, procedure, trpc } from "./trpc";

export const bookingRouter = trpc.router({
  create: limitedBookingProcedure
    .input(createBookingInputSchema)
    .mutation(({ ctx, input }) => createBooking(ctx, input)),
  get: procedure.input(getBookingInputSchema).query(({ ctx, input }) => getBooking(ctx, input)),
  getBySeat: procedure
    .input(getBookingBySeatInputSchema)
    .query(({ ctx, input }) => getBookingBySeat(ctx, input)),
  getSeries: procedure
    .input(getBookingSeriesInputSchema)
    .query(({ ctx, input }) => getBookingSeries(ctx, input)),
  list: procedure.input(listBookingsInputSchema).query(({ ctx, input }) => listBookings(ctx, input)),
  search: procedure.input(searchBookingsInputSchema).query(({ ctx, input }) => searchBookings(ctx, input)),
  timeline: procedure.input(getBookingInputSchema).query(({ ctx, input }) => getBookingTimeline(ctx, input)),
  messages: procedure.input(getBookingInputSchema).query(({ ctx, input }) => listBookingMessages(ctx, input)),
  reschedule: bookingProcedure
    .input(rescheduleBookingInputSchema)
    .mutation(({ ctx, input }) => rescheduleBooking(ctx, input)),
  cancel: bookingProcedure
    .input(cancelBookingInputSchema)
    .mutation(({ ctx, input }) => cancelBooking(ctx, input)),
  confirm: bookingProcedure
    .input(confirmBookingInputSchema)
    .mutation(({ ctx, input }) => confirmBooking(ctx, input)),
  changeLocation: bookingProcedure
    .input(changeLocationInputSchema)
    .mutation(({ ctx, input }) => changeLocation(ctx, input)),
  addGuests: bookingProcedure.input(addGuestsInputSchema).mutation(({ ctx, input }) => addGuests(ctx, input)),
  addAttendee: limitedAttendeeProcedure
    .input(addAttendeeInputSchema)
    .mutation(({ ctx, input }) => addAttendee(ctx, input)),
  removeAttendee: bookingProcedure
    .input(removeAttendeeInputSchema)
    .mutation(({ ctx, input }) => removeAttendee(ctx, input)),
  calendarLinks: procedure
    .input(getBookingInputSchema)
    .query(({ ctx, input }) => getCalendarLinks(ctx, input)),
  rate: bookingProcedure.input(rateBookingInputSchema).mutation(({ ctx, input }) => rateBooking(ctx, input)),
  markAbsent: bookingProcedure
    .input(markAbsentInputSchema)
    .mutation(({ ctx, input }) => markAbsent(ctx, input)),
  confirmAttendance: bookingProcedure
    .input(confirmAttendanceInputSchema)
    .mutation(({ ctx, input }) => confirmAttendance(ctx, input)),
  decline: bookingProcedure
    .input(declineBookingInputSchema)
    .mutation(({ ctx, input }) => declineBooking(ctx, input)),
});
