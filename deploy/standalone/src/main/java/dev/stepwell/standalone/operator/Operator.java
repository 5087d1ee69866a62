package dev.stepwell.standalone.operator;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.standalone.UsageException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code deploy/stepwell}: what operators do with an installation. Answers go to standard output, refusals to standard error. */
public final class Operator {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int MISTYPED = 2;
    private static final Set<String> FLAGS = Set.of("--yes", "--wait");

    private Operator() {}

    /** Ends the process with 0 when it was done, 1 when it was refused, and 2 when the command line is wrong. */
    public static void main(String[] line) throws InterruptedException {
        System.exit(run(List.of(line), System.out, System.err));
    }

    /** Does what a command line says; the status that {@link #main} would end with. */
    public static int run(List<String> line, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            return run(new Words(line, FLAGS), out) ? DONE : REFUSED;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return MISTYPED;
        } catch (StatusRuntimeException e) {
            Fault fault = FaultStatus.from(e);
            err.println(fault.error() + ": " + Lines.plain(fault.text()));
            return REFUSED;
        } catch (IOException e) {
            err.println(e.getMessage());
            return REFUSED;
        }
    }

    private static boolean run(Words words, PrintStream out) throws IOException, InterruptedException {
        String topic = words.next("tenant, audit or master-key");
        String command = words.next("what to do");
        Optional<String> file = words.option("--file");
        if (topic.equals("audit") && command.equals("verify") && file.isPresent()) {
            words.options("--data"); // nobody is asked, and the script names one always
            words.end();
            return AuditCommands.verify(Path.of(file.get()), out);
        }
        if (topic.equals("master-key") && command.equals("rotate")) {
            MasterKeyCommands.rotate(words, out);
            return true;
        }
        try (Installation installation = Installation.of(words)) {
            return switch (topic) {
                case "tenant" -> {
                    new TenantCommands(installation, out).run(command, words);
                    yield true;
                }
                case "master-key" -> {
                    if (!command.equals("status")) {
                        throw new UsageException("there is no command master-key " + command);
                    }
                    MasterKeyCommands.status(installation, words, out);
                    yield true;
                }
                case "audit" -> new AuditCommands(installation, out).run(command, words);
                default -> throw new UsageException("there is no command " + topic);
            };
        }
    }
}
