package dev.stepwell.execution.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.TinyRegistry;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryDefinitionsTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
    private static final String PASS = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TinyRegistry registry = new TinyRegistry();
    private final RegistryDefinitions definitions =
            new RegistryDefinitions(registry, clock, Optional.of(URI.create("http://default")), 100_000);
    private final Caller caller = new Caller(
            new TenantId(1), new AccountId("123456789012"), new Region("us-east-1"), "key", Set.of(), "request");

    @Test
    void aPointerIsGoodForASecond() {
        registry.machine("m", PASS);
        String first = definitions.resolve(caller, ARN).getRevisionId();
        registry.machine("m", PASS);
        assertThat(definitions.resolve(caller, ARN).getRevisionId()).isEqualTo(first);

        clock.pass(Duration.ofSeconds(1));
        assertThat(definitions.resolve(caller, ARN).getRevisionId()).isNotEqualTo(first);
    }

    @Test
    void whatIsNotThereIsAskedForAgain() {
        assertThatThrownBy(() -> definitions.resolve(caller, ARN)).isInstanceOf(Fault.class);
        registry.machine("m", PASS);

        assertThat(definitions.resolve(caller, ARN).getStatus()).isEqualTo("ACTIVE");
    }

    @Test
    void aRevisionIsAskedForOnce() {
        registry.machine("m", PASS);
        String id = definitions.resolve(caller, ARN).getRevisionId();
        Revision revision = definitions.revision(caller, id);
        clock.pass(Duration.ofDays(1));

        assertThat(definitions.revision(caller, id)).isSameAs(revision);
        assertThat(revision.definition().flow().startAt()).isEqualTo("A");
        assertThat(registry.asked("DescribeRevision")).isEqualTo(1);
    }

    @Test
    void revisionsAreForgottenWhenThereAreTooMany() {
        for (int i = 0; i < 200; i++) {
            registry.machine("m" + i, PASS);
            definitions.revision(caller, definitions.resolve(caller, ARN + i).getRevisionId());
        }
        definitions.revision(caller, registry.revisionOf("m0"));

        assertThat(registry.asked("DescribeRevision")).isEqualTo(201);
    }

    @Test
    void aTenantWithoutAnEndpointGetsTheDefault() {
        assertThat(definitions.functionEndpoint(caller)).contains(URI.create("http://default"));
    }

    @Test
    void anEndpointOutlivesTheControlPlaneButIsNotMadeUp() {
        registry.functionEndpoint("http://own");
        definitions.functionEndpoint(caller);
        clock.pass(Duration.ofMinutes(1));
        registry.away();

        assertThat(definitions.functionEndpoint(caller)).contains(URI.create("http://own"));
        Caller stranger = new Caller(
                new TenantId(2), new AccountId("123456789013"), new Region("us-east-1"), "key", Set.of(), "request");
        assertThatThrownBy(() -> definitions.functionEndpoint(stranger)).isInstanceOf(NotDone.Unavailable.class);
    }
}
