package dev.stepwell.simulation.cluster;

import dev.stepwell.simulation.audit.Violations;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the shell logs as an error is a defect of the shell, and the world's log says so instead of the console. */
final class DefectLog extends Handler {
    private static final Logger ROOM = Logger.getLogger("dev.stepwell.execution");
    private static final InheritableThreadLocal<@Nullable Violations> CURRENT = new InheritableThreadLocal<>();

    static {
        ROOM.setUseParentHandlers(false);
        ROOM.setLevel(Level.SEVERE);
        ROOM.addHandler(new DefectLog());
    }

    private DefectLog() {}

    /** What is logged on this thread and those it starts is noted there. */
    static void noteIn(Violations violations) {
        CURRENT.set(violations);
    }

    static void stop() {
        CURRENT.remove();
    }

    @Override
    public void publish(LogRecord record) {
        Violations violations = CURRENT.get();
        if (violations != null) {
            Throwable thrown = record.getThrown();
            String where = thrown == null || thrown.getStackTrace().length == 0
                    ? ""
                    : " " + thrown + " at " + thrown.getStackTrace()[0];
            violations.add("defect", String.valueOf(record.getLoggerName()), record.getMessage() + where);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
