package dev.stepwell.control.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.control.ControlPlane;
import dev.stepwell.control.House;
import dev.stepwell.control.access.Principal;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private House house;

    @BeforeEach
    void build() {
        house = new House();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theFirstStartHandsOutKeysThatWork() {
        Credentials made = house.plane.bootstrap().firstStart(c -> {}).orElseThrow();
        Principal signer = house.plane
                .keys()
                .signing(made.accessKeyId())
                .filter(key -> key.secretAccessKey().equals(made.secretAccessKey()))
                .orElseThrow()
                .principal();

        assertThat(signer.account()).isEqualTo(new AccountId(made.account()));
        assertThat(signer.scopes()).isEqualTo(Scopes.ALL);
        assertThat(house.plane.keys().bearer(made.apiKey()).map(Principal::tenant))
                .contains(signer.tenant());
        Principal operator = house.plane.keys().bearer(made.operatorKey()).orElseThrow();
        assertThat(operator.scopes()).containsExactly(Scopes.OPERATOR);
        assertThat(operator.tenant()).isEqualTo(TenantId.NOBODY);
        assertThat(house.plane.sessions().open(made.operatorKey())).isEmpty();
        assertThat(house.plane.tenants().find(signer.account()).map(Tenant::id)).contains(signer.tenant());
        assertThat(house.plane.tenants().find(signer.tenant()).map(Tenant::name))
                .contains("demo");
        assertThat(made.toString()).doesNotContain(made.secretAccessKey(), made.apiKey(), made.operatorKey());
    }

    @Test
    void laterStartsHandOutNothing() {
        List<Credentials> kept = Collections.synchronizedList(new ArrayList<>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8)
                    .forEach(i -> threads.submit(() -> house.plane.bootstrap().firstStart(kept::add)));
        }
        assertThat(kept).hasSize(1);
        assertThat(house.plane.bootstrap().firstStart(kept::add)).isEmpty();
        assertThat(kept).hasSize(1);
    }

    @Test
    void keysThatCouldNotBeKeptDoNotExist() {
        List<Credentials> lost = new ArrayList<>();
        assertThatThrownBy(() -> house.plane.bootstrap().firstStart(c -> {
                    lost.add(c);
                    throw new IllegalStateException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(house.plane.keys().signing(lost.getFirst().accessKeyId())).isEmpty();
        assertThat(house.plane.tenants().find(new AccountId(lost.getFirst().account())))
                .isEmpty();
        assertThat(house.plane.bootstrap().firstStart(c -> {})).isPresent();
    }

    @Test
    void aProcessWithAnotherMasterKeyIsStoppedAtTheDoor() {
        house.plane.bootstrap().checkMasterKey();
        house.plane.bootstrap().checkMasterKey();
        ControlPlane other = ControlPlane.on(
                house.source,
                MasterKeys.of(MasterKey.random()),
                House.WORD_CHECK,
                house.others(),
                Multiple.AWS,
                house.clock);
        assertThatThrownBy(() -> other.bootstrap().checkMasterKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("master key");
        other.upkeep().close();
    }

    @Test
    void tenantsHaveAccountsOfTheirOwnAndNumbersUsedOnce() {
        Tenant first = house.plane.tenants().create("one");
        Tenant second = house.plane.tenants().create("two");
        assertThat(second.id().value()).isGreaterThan(first.id().value());
        assertThat(second.account()).isNotEqualTo(first.account());
        assertThat(house.plane.tenants().find(first.id())).contains(first);
        assertThat(house.plane.tenants().find(new TenantId(999_999))).isEmpty();
        assertThat(house.plane.tenants().find(new AccountId("000000000000"))).isEmpty();
    }

    @Test
    void aFunctionEndpointIsAPlainUrl() {
        TenantId id = house.plane.tenants().create("one").id();
        for (String bad :
                List.of("", "localhost:9001", "ftp://x", "http://", "http://u:p@x", "http://x y", "file:///etc")) {
            assertThatThrownBy(() -> house.plane.tenants().setFunctionEndpoint(id, Optional.of(bad)))
                    .as(bad)
                    .isInstanceOf(Fault.class);
        }
        assertThat(house.plane.tenants().find(id).flatMap(Tenant::functionEndpoint))
                .isEmpty();
    }
}
