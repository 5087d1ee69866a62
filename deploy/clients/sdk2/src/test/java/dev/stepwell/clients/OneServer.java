package dev.stepwell.clients;

import dev.stepwell.rig.house.House;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server on embedded stores for all tests of the module: the first that asks for it or its {@link Tenant} starts it. */
public final class OneServer implements ParameterResolver {
    private static final Path DEPLOY = Path.of("../..").toAbsolutePath().normalize();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Tenant.class || type == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Started.class, key -> started(), Started.class);
        return parameter.getParameter().getType() == House.class
                ? started.house()
                : new Tenant(started.house().credentials(), started.functionsPort());
    }

    private static Started started() {
        int functions = House.freePort();
        return new Started(start("http://127.0.0.1:" + functions), functions);
    }

    /** Starts another server, which is the caller's to close. */
    public static House start(String lambdaEndpoint) {
        try {
            // The stores may run as somebody else, who has to pass through.
            Path data = Files.createTempDirectory(
                    "stepwell-clients",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            Files.createFile(data.resolve("ephemeral")); // so that deploy/down removes it
            House house = new House(DEPLOY, data, List.of("--lambda-endpoint", lambdaEndpoint));
            house.up();
            return house;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Started(House house, int functionsPort) implements AutoCloseable {
        @Override
        public void close() {
            house.close();
        }
    }
}
