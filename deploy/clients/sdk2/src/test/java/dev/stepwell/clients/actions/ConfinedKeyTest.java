package dev.stepwell.clients.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Tenant;
import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.OperationNotPermittedException;

/** A key that is for one domain only. */
@ExtendWith(OneServer.class)
class ConfinedKeyTest {
    @Test
    void itReachesItsDomainAndNoOther(House house, Tenant host) {
        Map<String, String> variables = new HashMap<>(Settings.of(
                        house.operate("tenant", "create", "confined").lines().toList())
                .byName());
        String account = new Settings(variables).get("STEPWELL_ACCOUNT");
        try (SwfClient owner = new Tenant(new Settings(Map.copyOf(variables)), host.functionsPort()).swf()) {
            owner.registerDomain(r -> r.name("bank").workflowExecutionRetentionPeriodInDays("1"));
        }
        String shop = "arn:aws:swf:*:" + account + ":/domain/shop";
        variables.putAll(Settings.of(house.operate("tenant", "keys", "create", account, "--resource", shop)
                        .lines()
                        .toList())
                .byName());
        try (SwfClient swf = new Tenant(new Settings(variables), host.functionsPort()).swf()) {
            swf.registerDomain(r -> r.name("shop").workflowExecutionRetentionPeriodInDays("1"));
            assertThat(swf.describeDomain(r -> r.name("shop")).domainInfo().name())
                    .isEqualTo("shop");
            assertThatThrownBy(() -> swf.describeDomain(r -> r.name("bank")))
                    .isInstanceOf(OperationNotPermittedException.class)
                    .hasMessageContaining("is not authorized to perform: swf:DescribeDomain");
            assertThatThrownBy(() -> swf.startWorkflowExecution(r -> r.domain("bank")
                            .workflowId("w")
                            .workflowType(t -> t.name("any").version("1"))))
                    .isInstanceOf(OperationNotPermittedException.class);
        }
    }
}
