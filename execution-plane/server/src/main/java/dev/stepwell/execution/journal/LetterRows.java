package dev.stepwell.execution.journal;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a turn does to inboxes: its own, and those of the executions that it has something to say to.
 *
 * @param sent new rows, of other executions but for the notes of one that ends
 * @param takenIn own rows that go
 */
public record LetterRows(Set<Sent> sent, Set<Letter.Slip> takenIn) {
    /** A letter on its way to its receiver; the sender is the execution whose turn it is. */
    public record Sent(ExecutionKey receiver, Letter.Kind kind, TaskRef task) {}

    static LetterRows of(ExecutionKey sender, List<Effect> effects) {
        Set<Sent> sent = new LinkedHashSet<>();
        Set<Letter.Slip> takenIn = new LinkedHashSet<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.TellParent tell ->
                    sent.add(new Sent(
                            new ExecutionKey(sender.tenant(), tell.parent().execution()),
                            Letter.Kind.CHILD_ENDED,
                            tell.parent().task()));
                case Effect.GiveUpChild giveUp ->
                    sent.add(new Sent(
                            ChildIds.keyOf(sender, giveUp.task(), giveUp.began()),
                            Letter.Kind.GIVEN_UP,
                            giveUp.task()));
                case Effect.TakenIn taken -> takenIn.add(taken.slip());
                case Effect.OpenTask ignored -> {}
                case Effect.TaskHandedOut ignored -> {}
                case Effect.CloseTask ignored -> {}
                case Effect.OfferActivity ignored -> {}
                case Effect.Invoke ignored -> {}
                case Effect.WakeAt ignored -> {}
                case Effect.GoOn ignored -> {}
                case Effect.Close ignored -> {}
                case Effect.StartMapRun ignored -> {}
                case Effect.StartChildren ignored -> {}
                case Effect.ReadItems ignored -> {}
                case Effect.WriteResults ignored -> {}
                case SwfEffect.ApplyPolicy apply -> {
                    TaskRef task = new TaskRef(apply.initiatedEventId(), 0);
                    policy(ChildIds.keyOf(sender, task, apply.began()), task, apply.policy())
                            .ifPresent(sent::add);
                }
                case SwfEffect.ForwardPolicy forward -> {
                    ExecutionKey heir = new ExecutionKey(sender.tenant(), ExecutionId.of(forward.runId()));
                    policy(heir, forward.task(), forward.policy()).ifPresent(sent::add);
                }
                case SwfEffect.NoteUnsent note ->
                    sent.add(new Sent(sender, Letter.Kind.UNSENT, new TaskRef(note.initiatedEventId(), 0)));
                case SwfEffect.OfferTask ignored -> {}
                case SwfEffect.RequestTaskCancel ignored -> {}
                case SwfEffect.StartChild ignored -> {}
                case SwfEffect.SignalExternal ignored -> {}
                case SwfEffect.RequestCancelExternal ignored -> {}
                case SwfEffect.Succeed ignored -> {}
                case Effect.Reopen ignored -> {}
            }
        }
        return new LetterRows(sent, takenIn);
    }

    private static Optional<Sent> policy(ExecutionKey child, TaskRef task, ChildPolicy policy) {
        return switch (policy) {
            case TERMINATE -> Optional.of(new Sent(child, Letter.Kind.POLICY_TERMINATE, task));
            case REQUEST_CANCEL -> Optional.of(new Sent(child, Letter.Kind.POLICY_REQUEST_CANCEL, task));
            case ABANDON -> Optional.empty();
        };
    }
}
