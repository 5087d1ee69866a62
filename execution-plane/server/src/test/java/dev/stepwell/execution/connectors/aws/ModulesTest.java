package dev.stepwell.execution.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
    private static final String PLACE = "software/amazon/awssdk/services/tiny/";

    @TempDir
    Path folder;

    @Test
    void aModuleIsFoundAsSoonAsItsJarLiesInTheFolder() throws IOException {
        Modules modules = new Modules(folder.resolve("connectors"));
        assertThat(modules.find("tiny")).isEmpty();

        putJar();

        assertThat(modules.find("tiny")).map(Module::name).hasValue("Tiny");
    }

    @Test
    void modulesThatAreShippedAreCalledAsTheSdkSpellsThem() {
        Modules modules = new Modules(folder);
        assertThat(List.of("s3", "dynamodb", "sqs", "sns", "eventbridge", "lambda", "secretsmanager"))
                .map(service -> modules.find(service).orElseThrow().name())
                .containsExactly("S3", "DynamoDb", "Sqs", "Sns", "EventBridge", "Lambda", "SecretsManager");
    }

    /** As the SDK's modules look: an interface, and classes that look much like it. */
    private void putJar() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Path made = Files.createDirectories(folder.resolve("made"));
        for (String text :
                List.of("class DefaultTinyClient {}", "interface TinyAsyncClient {}", "interface TinyClient {}")) {
            String name = text.split(" ")[1];
            Path file = source.resolve(name + ".java");
            Files.writeString(file, "package software.amazon.awssdk.services.tiny;\npublic " + text);
            int failed = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                    .run(null, null, null, "-proc:none", "-d", made.toString(), file.toString());
            assertThat(failed).isZero();
        }
        Path jar = Files.createDirectories(folder.resolve("connectors")).resolve("tiny.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                var classes = Files.list(made.resolve(PLACE))) {
            out.putNextEntry(new JarEntry(PLACE));
            for (Path each : classes.toList()) {
                out.putNextEntry(new JarEntry(PLACE + each.getFileName()));
                out.write(Files.readAllBytes(each));
            }
        }
    }
}
