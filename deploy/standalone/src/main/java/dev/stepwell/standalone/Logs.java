package dev.stepwell.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;

/**
 * Where the log goes: to the file named by the system property {@code stepwell.log}, kept to four files of 16 MB, else to standard
 * output. Written in code because reading XML would cost a tenth of the start.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    /** The property that names the file. */
    static final String FILE = "stepwell.log";

    /**
     * Of the JDK's loggers, which write to standard error, where nothing ends a file that grows: anybody who can reach the port could have a
     * stack trace written for each connection. Held here, because the JDK forgets the level of a logger that nobody holds.
     */
    private static final java.util.logging.Logger TRANSPORTS = java.util.logging.Logger.getLogger("io.grpc.netty");

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        LogLayout layout = new LogLayout();
        layout.setContext(logs);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(logs);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        String file = System.getProperty(FILE, "");
        OutputStreamAppender<ILoggingEvent> out = file.isEmpty() ? new ConsoleAppender<>() : rolling(logs, file);
        out.setContext(logs);
        out.setEncoder(encoder);
        out.start();
        logs.getLogger("ROOT").addAppender(out);
        logs.getLogger("ROOT").setLevel(Level.WARN);
        logs.getLogger("dev.stepwell").setLevel(Level.INFO);
        TRANSPORTS.setLevel(java.util.logging.Level.SEVERE);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LoggerContext logs, String file) {
        RollingFileAppender<ILoggingEvent> out = new RollingFileAppender<>();
        out.setFile(file);
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(logs);
        window.setParent(out);
        window.setFileNamePattern(file + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(3);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(logs);
        size.setMaxFileSize(FileSize.valueOf("16MB"));
        size.start();
        out.setRollingPolicy(window);
        out.setTriggeringPolicy(size);
        return out;
    }
}
