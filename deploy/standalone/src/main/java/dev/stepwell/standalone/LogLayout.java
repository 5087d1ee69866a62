package dev.stepwell.standalone;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line for an event, and further ones, all of which begin with a tab, for the traces of what was thrown. Whatever somebody else has said may
 * stand in either: what would end a line, be obeyed by a terminal, or turn the direction of what follows is written as {@code \\uXXXX}.
 */
final class LogLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MOST_CAUSES = 20;

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(128);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), text);
        String name = event.getLoggerName();
        text.append(String.format(Locale.ROOT, " %-5s ", event.getLevel()))
                .append(name, name.lastIndexOf('.') + 1, name.length())
                .append(' ');
        escape(event.getFormattedMessage(), text);
        text.append('\n');
        trace("\t", event.getThrowableProxy(), text, MOST_CAUSES);
        return text.toString();
    }

    private static void trace(String before, @Nullable IThrowableProxy thrown, StringBuilder text, int causes) {
        if (thrown == null || causes == 0) {
            return;
        }
        text.append(before).append(thrown.getClassName()).append(": ");
        escape(String.valueOf(thrown.getMessage()), text);
        text.append('\n');
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int shown = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < shown; i++) {
            text.append("\t\t");
            escape(frames[i].getSTEAsString(), text);
            text.append('\n');
        }
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            trace("\tSuppressed: ", suppressed, text, causes - 1);
        }
        trace("\tCaused by: ", thrown.getCause(), text, causes - 1);
    }

    private static void escape(String said, StringBuilder text) {
        said.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> text.append(String.format(Locale.ROOT, "\\u%04X", c));
                default -> text.appendCodePoint(c);
            }
        });
    }
}
