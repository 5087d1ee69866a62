package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.Severity;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.control.sealing.MasterKey;
import dev.stepwell.control.statemachines.DefinitionCheck;
import dev.stepwell.control.statemachines.MachineType;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.stores.Stores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** What the control plane needs: its database, the master key, and the language's word on definitions. */
@Factory
@Requires(property = Roles.CONTROL, value = "true")
final class ControlWiring {
    private static final int SESSIONS = 8;

    @Singleton
    @Named("control")
    @Bean(preDestroy = "close")
    HikariDataSource database(Stores.Access stores) {
        return StoreClients.pool(stores, "control", SESSIONS);
    }

    @Singleton
    MasterKey masterKey(Options options) throws IOException {
        return MasterKey.loadOrCreate(options.masterKey().orElse(options.data().resolve("master.key")));
    }

    @Singleton
    DefinitionCheck definitionCheck() {
        return ControlWiring::check;
    }

    private static List<DefinitionCheck.Finding> check(String definition, MachineType type) {
        return switch (DefinitionReader.read(definition, typeOf(type))) {
            case ReadResult.Ok ok -> List.of();
            case ReadResult.Refused refused ->
                refused.findings().stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .map(ControlWiring::worded)
                        .toList();
        };
    }

    private static DefinitionCheck.Finding worded(Finding finding) {
        return new DefinitionCheck.Finding(
                finding.code().toString(), finding.message(), finding.location().orElse(""));
    }

    private static dev.stepwell.asl.model.MachineType typeOf(MachineType type) {
        return switch (type) {
            case STANDARD -> dev.stepwell.asl.model.MachineType.STANDARD;
            case EXPRESS -> dev.stepwell.asl.model.MachineType.EXPRESS;
        };
    }
}
