package dev.stepwell.standalone.operator;

import dev.stepwell.contracts.platform.v1.AuditEvent;
import dev.stepwell.contracts.platform.v1.AuditsGrpc;
import dev.stepwell.contracts.platform.v1.AuditsGrpc.AuditsBlockingStub;
import dev.stepwell.contracts.platform.v1.ListAuditEventsRequest;
import dev.stepwell.contracts.platform.v1.ListAuditEventsResponse;
import dev.stepwell.control.audit.AuditChain;
import dev.stepwell.control.audit.AuditEntry;
import dev.stepwell.names.AccountId;
import dev.stepwell.standalone.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code deploy/stepwell audit …}: takes a chain out as JSON lines, and checks one, here or in such a file. */
final class AuditCommands {
    /** What operators themselves have done stands under this account. */
    private static final String OPERATORS = "operators";

    private final AuditsBlockingStub audits;
    private final PrintStream out;

    AuditCommands(Installation installation, PrintStream out) {
        this.audits = AuditsGrpc.newBlockingStub(installation.channel());
        this.out = out;
    }

    /** False when a chain does not hold. */
    boolean run(String command, Words words) {
        String account = words.next("the ACCOUNT, or operators,");
        words.end();
        switch (command) {
            case "export" -> {
                each(account, event -> out.println(AuditLines.write(event)));
                return true;
            }
            case "verify" -> {
                Check check = new Check(out);
                each(account, check::add);
                return check.end();
            }
            default -> throw new UsageException("there is no command audit " + command);
        }
    }

    /** Checks a file that was exported; nobody is asked. False when the chain does not hold. */
    static boolean verify(Path file, PrintStream out) throws IOException {
        Check check = new Check(out);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.add(AuditLines.read(line));
            }
        }
        return check.end();
    }

    private void each(String account, Consumer<AuditEvent> what) {
        ListAuditEventsRequest.Builder question = ListAuditEventsRequest.newBuilder()
                .setAccount(account.equals(OPERATORS) ? AccountId.NOBODY.value() : account)
                .setMaxResults(1000);
        ListAuditEventsResponse page;
        do {
            page = audits.listTenantAuditEvents(question.build());
            page.getEventsList().forEach(what);
            question.setNextToken(page.getNextToken());
        } while (page.hasNextToken());
    }

    /** A check under way: it says what is wrong first, and how far all was right. */
    private static final class Check {
        private final AuditChain chain = new AuditChain();
        private final PrintStream out;
        private Optional<String> wrong = Optional.empty();

        Check(PrintStream out) {
            this.out = out;
        }

        void add(AuditEvent event) {
            if (wrong.isPresent()) {
                return;
            }
            Instant time = Instant.ofEpochSecond(
                    event.getTime().getSeconds(), event.getTime().getNanos());
            wrong = chain.add(new dev.stepwell.control.audit.AuditEvent(
                    event.getSequence(),
                    event.getPrincipal(),
                    new AuditEntry(
                            time,
                            event.getKeyId(),
                            event.getAction(),
                            event.getResource(),
                            event.getResult(),
                            event.getRequestId(),
                            event.getSource()),
                    event.getHash()));
        }

        boolean end() {
            wrong.ifPresent(what -> out.println("WRONG: " + what));
            out.println(chain.length() + " events are right; the last one's hash is " + chain.head());
            return wrong.isEmpty();
        }
    }
}
