package dev.stepwell.simulation.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What the executions of a world have is asked for by another tenant who knows all their ids and names: there is nothing (law 8). The last of
 * the ten sabotages, a dropped tenant predicate, is found by this matrix.
 */
final class TenantsTest {
    private static final TenantId STRANGER = new TenantId(Scenario.TENANT.value() + 1);

    /** What a tenant can ask a store for. */
    private enum Question {
        RUN,
        ROW,
        ROWS,
        NAME,
        LIST,
        EVENTS
    }

    @Test
    void aStrangerFindsNothing() {
        World world = World.of(3);
        assertThat(world.answered(world.store, Scenario.TENANT)).isEqualTo(EnumSet.allOf(Question.class));
        assertThat(world.answered(world.store, STRANGER)).isEmpty();
    }

    @Test
    void withoutThePredicateAStrangerIsFoundToFindEverything() {
        World world = World.of(3);
        assertThat(world.answered(new TenantBlind(world.store, Scenario.TENANT), STRANGER))
                .isEqualTo(EnumSet.allOf(Question.class));
    }

    /** A store that a world has filled. */
    private record World(Store store, List<ExecutionRow> rows) {
        static World of(long seed) {
            AtomicReference<Store> filled = new AtomicReference<>();
            Set<ExecutionId> born = new LinkedHashSet<>();
            Simulation.run(
                    seed,
                    new Seams() {
                        @Override
                        public Store store(Store store) {
                            filled.set(store);
                            return new StoreBehind(store) {
                                @Override
                                public List<Verdict> commit(List<TurnCommit> group) {
                                    group.forEach(turn -> born.add(turn.key().id()));
                                    return super.commit(group);
                                }
                            };
                        }
                    },
                    false);
            Store store = Objects.requireNonNull(filled.get());
            return new World(
                    store, List.copyOf(store.findAll(Scenario.TENANT, born).values()));
        }

        private static ListQuery all(StartFacts facts) {
            return new ListQuery(
                    facts.region(),
                    facts.stateMachineName(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    10);
        }

        /** Those of the questions to which this tenant gets an answer about any of the executions. */
        Set<Question> answered(Store asked, TenantId tenant) {
            Set<Question> answered = EnumSet.noneOf(Question.class);
            for (ExecutionRow row : rows) {
                ExecutionKey key = new ExecutionKey(tenant, row.key().id());
                StartFacts facts = row.facts();
                note(answered, Question.RUN, asked.load(key).isPresent());
                note(answered, Question.ROW, asked.find(key).isPresent());
                note(
                        answered,
                        Question.ROWS,
                        !asked.findAll(tenant, Set.of(key.id())).isEmpty());
                note(
                        answered,
                        Question.NAME,
                        asked.findByName(tenant, facts.region(), facts.stateMachineName(), facts.name())
                                .isPresent());
                note(answered, Question.LIST, !asked.list(tenant, all(facts)).isEmpty());
                note(
                        answered,
                        Question.EVENTS,
                        !asked.events(key, new EventQuery(1, 10, false)).isEmpty());
            }
            return answered;
        }

        private static void note(Set<Question> answered, Question question, boolean answer) {
            if (answer) {
                answered.add(question);
            }
        }
    }
}
