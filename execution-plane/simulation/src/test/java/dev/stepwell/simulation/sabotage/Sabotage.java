package dev.stepwell.simulation.sabotage;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.cluster.Seams;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Each protection of the house, taken away. */
public enum Sabotage {
    /** Stale writes are accepted. */
    NO_FENCING(Place.STORE, NoFencing::new),

    /** State is read before the execution is locked. */
    READ_BEFORE_LOCK(Place.STORE, ReadBeforeLock::new),

    /** A commit says it is done before it has begun. */
    ACK_BEFORE_COMMIT {
        @Override
        public Seams seams() {
            return new Seams() {
                @Override
                public Store wayToStore(Store store, Clock clock) {
                    return new StoreBehind(store) {
                        @Override
                        public List<Verdict> commit(List<TurnCommit> group) {
                            clock.after(Duration.ofMillis(5), () -> store.commit(group));
                            return group.stream()
                                    .<Verdict>map(turn -> new Verdict.Committed())
                                    .toList();
                        }
                    };
                }
            };
        }
    },

    /** The name of an execution need not be free. */
    NO_START_DEDUPE(Place.STORE, store -> new StoreBehind(store) {
        private int births;

        @Override
        public List<Verdict> commit(List<TurnCommit> group) {
            return store.commit(group.stream().map(this::renamed).toList());
        }

        private TurnCommit renamed(TurnCommit turn) {
            return turn.birth().map(birth -> renamed(turn, birth)).orElse(turn);
        }

        private TurnCommit renamed(TurnCommit turn, Birth birth) {
            StartFacts f = birth.facts();
            StartFacts facts = StartFacts.of(
                            f.executionArn(),
                            f.name() + "-" + births++,
                            f.stateMachineArn(),
                            f.stateMachineName(),
                            f.revisionId(),
                            f.roleArn(),
                            f.versionArn(),
                            f.aliasArn(),
                            f.traceHeader(),
                            f.tokenKey())
                    .withParent(f.parent())
                    .withSwf(f.swf());
            Birth other = new Birth(birth.region(), birth.accountId(), facts, birth.input(), birth.startDate());
            return new TurnCommit(
                    turn.key(),
                    turn.fence(),
                    Optional.of(other),
                    turn.records(),
                    turn.rows(),
                    turn.beatsSeen(),
                    turn.snapshot(),
                    turn.passing(),
                    turn.trail());
        }
    }),

    /** A completion is accepted although its task is over. */
    NO_COMPLETION_DEDUPE {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                @Override
                public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
                    Outcome<AslRun> o = super.handle(state, inputs, turn);
                    List<Reply> replies = o.replies().stream()
                            .map(r -> r.answer() instanceof Reply.TaskClosed
                                    ? new Reply(r.call(), new Reply.Accepted())
                                    : r)
                            .toList();
                    return new Outcome<>(o.state(), o.records(), o.effects(), replies);
                }
            });
        }
    },

    /** A task is handed out as often as it is asked for. */
    NO_HAND_OUT_DEDUPE {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                @Override
                public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
                    Outcome<AslRun> o = super.handle(state, inputs, turn);
                    List<Reply> replies = o.replies().stream()
                            .map(r -> again(r, inputs, o, turn))
                            .toList();
                    return new Outcome<>(o.state(), o.records(), o.effects(), replies);
                }

                private Reply again(Reply reply, List<Input> inputs, Outcome<AslRun> o, Turn turn) {
                    for (Input input : inputs) {
                        if (reply.answer() instanceof Reply.NotOnOffer
                                && input instanceof Input.HandOut h
                                && h.call() == reply.call()) {
                            return new Reply(
                                    reply.call(),
                                    new Reply.ActivityHandedOut(
                                            o.state().input(), turn.sealer().seal(h.task()), ""));
                        }
                    }
                    return reply;
                }
            });
        }
    },

    /** Nobody looks for executions without an owner and for tasks whose hints were lost. */
    RECONCILER_OFF(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<ExecutionKey> orphans(int limit) {
            return List.of();
        }

        @Override
        public List<Offer> openOffers(Instant before, int limit) {
            return List.of();
        }
    }),

    /** Deadlines live in the memory of the node alone. */
    WAKE_UPS_DROPPED(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
            return List.of();
        }
    }),

    /** Folding leaves heartbeats and retries out. */
    FOLD_DIFFERS {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                @Override
                public AslRun apply(AslRun state, JournalRecord record) {
                    boolean left = record.change() instanceof TaskChange.BeatSeen
                            || record.change() instanceof StateChange.WaitArmed;
                    return left ? state : super.apply(state, record);
                }
            });
        }
    },

    /** A machine draws chance of its own, so that a turn done again comes to something else. */
    CHANCE_OF_ITS_OWN {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                private long draws;

                @Override
                public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
                    return super.handle(state, inputs, new Turn(turn.now(), draws++, turn.sealer(), turn.limits()));
                }
            });
        }
    },

    /** What has ended is ended once more by whoever stops it. */
    TWO_ENDS {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                @Override
                public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
                    boolean again =
                            state.status().isTerminal() && inputs.stream().anyMatch(Input.Stop.class::isInstance);
                    Outcome<AslRun> o = super.handle(state, inputs, turn);
                    JournalRecord end = new JournalRecord(
                            o.state().seq() + 1,
                            turn.now(),
                            o.state().lastEvent() + 1,
                            0,
                            new ExecutionChange.Aborted(Optional.empty(), Optional.empty()));
                    return again ? new Outcome<>(o.state(), List.of(end), o.effects(), o.replies()) : o;
                }
            });
        }
    },

    /** A node that takes over does not ask again for what its predecessor had asked for. */
    NOTHING_PENDING {
        @Override
        public Seams seams() {
            return machine(machine -> new MachineBehind(machine) {
                @Override
                public List<Effect> pending(AslRun state, Turn turn) {
                    return List.of();
                }
            });
        }
    },

    /** A write in doubt is taken for done. */
    DOUBT_IS_TRUST(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<Verdict> settle(List<TurnCommit> group) {
            return group.stream().<Verdict>map(turn -> new Verdict.Committed()).toList();
        }
    }),

    /** A write in doubt is taken for not done. */
    DOUBT_IS_DESPAIR(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<Verdict> settle(List<TurnCommit> group) {
            return group.stream().<Verdict>map(turn -> new Verdict.Stale()).toList();
        }
    }),

    /** Deadlines are compared with the node's own clock. */
    OWN_CLOCK {
        @Override
        public Seams seams() {
            return new Seams() {
                @Override
                public Clock clock(Clock clock) {
                    return new Deaf(clock);
                }
            };
        }
    },

    /** A child's end does not get into its parent's inbox. */
    LETTERS_LOST(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<Verdict> commit(List<TurnCommit> group) {
            return store.commit(group.stream().map(this::silent).toList());
        }

        private TurnCommit silent(TurnCommit turn) {
            List<Effect> rows = turn.rows().stream()
                    .filter(row -> !(row instanceof Effect.TellParent))
                    .toList();
            return new TurnCommit(
                    turn.key(),
                    turn.fence(),
                    turn.birth(),
                    turn.records(),
                    rows,
                    turn.beatsSeen(),
                    turn.snapshot(),
                    turn.passing(),
                    turn.trail());
        }
    }),

    /** A letter that has been taken in is delivered once more. */
    LETTERS_TWICE(Place.STORE, store -> new StoreBehind(store) {
        private final Map<ExecutionKey, Set<Letter.Slip>> seen = new HashMap<>();

        @Override
        public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
            Set<Letter.Slip> all = seen.computeIfAbsent(key, k -> new LinkedHashSet<>());
            all.addAll(store.inbox(key, limit));
            return List.copyOf(all);
        }
    }),

    /** Nobody looks for letters whose arrival nobody has told of. */
    INBOXES_NOT_SWEPT(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<ExecutionKey> receivers(Instant before, int limit) {
            return List.of();
        }
    }),

    /** The last heartbeats are not looked at again when a task times out. */
    HEARTBEATS_NOT_FENCED(Place.STORE, store -> new StoreBehind(store) {
        @Override
        public List<Verdict> commit(List<TurnCommit> group) {
            return store.commit(group.stream()
                    .map(t -> new TurnCommit(
                            t.key(),
                            t.fence(),
                            t.birth(),
                            t.records(),
                            t.rows(),
                            Map.of(),
                            t.snapshot(),
                            t.passing(),
                            t.trail()))
                    .toList());
        }

        @Override
        public Map<TaskRef, Beat> beats(ExecutionKey key) {
            return Map.of();
        }
    });

    private final Place place;
    private final UnaryOperator<Store> store;

    private enum Place {
        STORE,
        OTHER
    }

    Sabotage(Place place, UnaryOperator<Store> store) {
        this.place = place;
        this.store = store;
    }

    Sabotage() {
        this(Place.OTHER, UnaryOperator.identity());
    }

    /** The seams with this sabotage in them. */
    public Seams seams() {
        if (place != Place.STORE) {
            throw new IllegalStateException(name() + " has no seams of its own");
        }
        return new Seams() {
            @Override
            public Store store(Store inner) {
                return store.apply(inner);
            }
        };
    }

    private static Seams machine(UnaryOperator<Machine<AslRun>> change) {
        return new Seams() {
            @Override
            public Machine<AslRun> machine(Machine<AslRun> machine) {
                return change.apply(machine);
            }
        };
    }

    /** A clock that does not listen. */
    private record Deaf(Clock clock) implements Clock {
        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            clock.after(delay, task);
        }

        @Override
        public void soon(Runnable task) {
            clock.soon(task);
        }
    }
}
