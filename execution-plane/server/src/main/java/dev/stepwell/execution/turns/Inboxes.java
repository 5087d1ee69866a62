package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Opens what lies in an execution's inbox: the rows say who has something to say, and the sender's own row says what. */
final class Inboxes {
    private static final int MOST = 256;

    /** How many senders are looked up in one go; each may have a large input and output. */
    private static final int AT_ONCE = 32;

    private static final long BYTES = 1 << 20;

    private final Store store;

    Inboxes(Store store) {
        this.store = store;
    }

    /**
     * Letters for one turn.
     *
     * @param more whether there are more of them
     */
    record Opened(List<Letter> letters, boolean more) {
        static final Opened NOTHING = new Opened(List.of(), false);
    }

    Opened open(ExecutionKey receiver) {
        List<Letter.Slip> slips = store.inbox(receiver, MOST);
        List<Letter> letters = new ArrayList<>();
        long bytes = 0;
        for (int from = 0; from < slips.size(); from += AT_ONCE) {
            if (bytes > BYTES) {
                return new Opened(letters, true);
            }
            List<Letter.Slip> some = slips.subList(from, Math.min(slips.size(), from + AT_ONCE));
            Map<ExecutionId, ExecutionRow> senders = store.findAll(
                    receiver.tenant(), some.stream().map(Letter.Slip::sender).collect(Collectors.toSet()));
            for (Letter.Slip slip : some) {
                Optional<ExecutionRow> sender = Optional.ofNullable(senders.get(slip.sender()));
                sender.flatMap(row -> letter(slip, row)).ifPresent(letters::add);
                bytes += slip.kind() == Letter.Kind.UNSENT
                        ? 0
                        : sender.map(Inboxes::bytes).orElse(0L);
            }
        }
        return new Opened(letters, slips.size() == MOST && letters.stream().anyMatch(Inboxes::goes));
    }

    /** Whether it is gone when it has been read; the others are read again when the inbox is next looked into. */
    private static boolean goes(Letter letter) {
        return !(letter instanceof Letter.Unsent);
    }

    /** Empty when the sender has gone on since: then it will write again. */
    private static Optional<Letter> letter(Letter.Slip slip, ExecutionRow sender) {
        return switch (slip.kind()) {
            case GIVEN_UP -> Optional.of(new Letter.GivenUp(slip, sender.facts().executionArn()));
            case CHILD_ENDED ->
                sender.stopDate()
                        .map(stopDate -> new Letter.ChildEnded(
                                slip,
                                sender.facts(),
                                sender.status(),
                                sender.startDate(),
                                stopDate,
                                sender.input(),
                                sender.output(),
                                sender.error(),
                                sender.cause(),
                                sender.closeStatus()));
            case POLICY_TERMINATE -> policy(slip, sender, ChildPolicy.TERMINATE);
            case POLICY_REQUEST_CANCEL -> policy(slip, sender, ChildPolicy.REQUEST_CANCEL);
            case UNSENT -> Optional.of(new Letter.Unsent(slip));
        };
    }

    /** A run that has continued as a new one only passes on what its own parent says. */
    private static Optional<Letter> policy(Letter.Slip slip, ExecutionRow sender, ChildPolicy policy) {
        boolean passedOn = sender.closeStatus().equals(Optional.of(CloseStatus.CONTINUED_AS_NEW));
        return sender.facts()
                .swf()
                .flatMap(swf -> passedOn
                        ? swf.parent()
                        : Optional.of(new Initiator(swf.execution(), slip.task().scheduledEventId())))
                .map(parent -> new Letter.PolicyApplied(slip, policy, parent));
    }

    private static long bytes(ExecutionRow row) {
        return row.input().text().length()
                + row.output().map(output -> output.text().length()).orElse(0);
    }
}
