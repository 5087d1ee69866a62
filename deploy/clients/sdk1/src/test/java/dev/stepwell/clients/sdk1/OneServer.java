package dev.stepwell.clients.sdk1;

import dev.stepwell.rig.house.House;
import dev.stepwell.rig.house.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server on embedded stores for all tests of the module: the first that asks for its credentials starts it. */
public final class OneServer implements ParameterResolver {
    private static final Path DEPLOY = Path.of("../..").toAbsolutePath().normalize();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Settings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        House house = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(House.class, key -> started(), House.class);
        return house.credentials();
    }

    private static House started() {
        try {
            // The stores may run as somebody else, who has to pass through.
            Path data = Files.createTempDirectory(
                    "stepwell-clients",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            Files.createFile(data.resolve("ephemeral")); // so that deploy/down removes it
            House house = new House(DEPLOY, data, List.of());
            house.up();
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
