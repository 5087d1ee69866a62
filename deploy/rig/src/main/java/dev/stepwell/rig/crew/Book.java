package dev.stepwell.rig.crew;

import dev.stepwell.simulation.audit.Ledger;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The promises of a server, noted by many threads. */
public final class Book {
    private final Violations violations;
    private final Ledger ledger;
    private final Set<String> byToken = new HashSet<>();
    private final AtomicInteger marks = new AtomicInteger();

    /** A book that notes here what does not add up. */
    public Book(Violations violations) {
        this.violations = violations;
        this.ledger = new Ledger(violations);
    }

    /** A mark nobody else has, by which a completion is known again. */
    String newMark() {
        return "m" + marks.incrementAndGet();
    }

    /** A start was acknowledged. */
    synchronized void started(String request, String arn) {
        ledger.started(request, arn);
    }

    /**
     * A completion was acknowledged.
     *
     * @param mayComeTooEarly whether it may have been taken before the service had answered: its events may never come
     */
    synchronized void completed(String token, String mark, boolean mayComeTooEarly) {
        ledger.completed(token, mark);
        if (mayComeTooEarly) {
            byToken.add(mark);
        }
    }

    /** Something happened that must not. */
    synchronized void violated(String rule, Object where, String what) {
        violations.add(rule, where, what);
    }

    /** How many promises there are. */
    public synchronized int size() {
        return ledger.size();
    }

    /** Holds the promises against what is there in the end. */
    public synchronized void check(List<SeenExecution> executions) {
        ledger.check(executions, byToken::contains);
    }
}
