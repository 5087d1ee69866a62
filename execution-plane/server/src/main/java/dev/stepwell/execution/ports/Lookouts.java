package dev.stepwell.execution.ports;

/**
 * The doors of an execution node beside those that turns go through: for those who only look, and for what is kept for others.
 *
 * @param logbook what machines log
 * @param announcements what somebody outside is to be told of
 * @param timetable schedules
 * @param webhooks who is told of executions over HTTP
 * @param runs the runs of SWF, which are found in other ways than executions of machines
 */
public record Lookouts(
        Survey survey,
        SwfRuns runs,
        News news,
        Logbook logbook,
        Announcements announcements,
        Timetable timetable,
        WebhookBook webhooks) {}
