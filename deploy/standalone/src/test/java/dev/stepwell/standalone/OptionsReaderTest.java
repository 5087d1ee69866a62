package dev.stepwell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsReaderTest {
    @Test
    void withoutWordsEverythingIsEmbeddedOnLoopback() {
        Options options = OptionsReader.read();
        assertThat(options.data()).isEqualTo(Path.of(".stepwell").toAbsolutePath());
        assertThat(options.listening())
                .isEqualTo(new Options.Listening("127.0.0.1", 8080, 9090, 0, Optional.empty(), 1 << 20));
        assertThat(options.external()).isEmpty();
        assertThat(options.roles()).isEqualTo(EnumSet.allOf(Role.class));
        assertThat(options.region().value()).isEqualTo("us-east-1");
        assertThat(options.lambdaEndpoint()).contains(URI.create("http://127.0.0.1:9001"));
        assertThat(OptionsReader.read("--lambda-endpoint", "none").lambdaEndpoint())
                .isEmpty();
        assertThat(options.quotas().text()).isEqualTo("x100");
    }

    @Test
    void readsEveryOption() {
        Options options = OptionsReader.read(
                "--data=/d",
                "--cache",
                "/c",
                "--http-port",
                "0",
                "--grpc-port",
                "7",
                "--bind",
                "0.0.0.0",
                "--postgres",
                "jdbc:postgresql://h/d?user=u",
                "--redis",
                "redis://h:6379",
                "--internal-port",
                "6",
                "--patience",
                "5",
                "--quotas",
                "off",
                "--role",
                "execution",
                "--region",
                "eu-west-1",
                "--lambda-endpoint",
                "http://h:9",
                "--aws-endpoint",
                "sqs=http://h:1",
                "--aws-endpoint",
                "s3=http://h:2",
                "--master-key",
                "/k",
                "--log",
                "/l");
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.cache()).isEqualTo(Path.of("/c"));
        assertThat(options.listening()).isEqualTo(new Options.Listening("0.0.0.0", 0, 7, 6, Optional.empty(), 1 << 20));
        assertThat(options.external())
                .contains(new Options.ExternalStores("jdbc:postgresql://h/d?user=u", "redis://h:6379"));
        assertThat(options.roles()).containsExactly(Role.EXECUTION);
        assertThat(options.region().value()).isEqualTo("eu-west-1");
        assertThat(options.awsEndpoints())
                .isEqualTo(Map.of("sqs", URI.create("http://h:1"), "s3", URI.create("http://h:2")));
        assertThat(options.masterKey()).contains(Path.of("/k"));
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.quotas().text()).isEqualTo("off");
        assertThat(options.log()).contains(Path.of("/l"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nonsense             | unknown option --nonsense
            --data                 | --data needs a value
            --http-port 70000      | --http-port is a port from 0 to 65535, not 70000
            --grpc-port x          | --grpc-port cannot be x
            --role worker          | --role is gateway, control, execution or all, not worker
            --role gateway         | --role gateway needs --postgres and --redis
            --patience long        | --patience cannot be long
            --region mars          | --region cannot be mars
            --quotas x0            | --quotas cannot be x0
            --lambda-endpoint 9001 | --lambda-endpoint needs an http or https URL
            --aws-endpoint sqs     | --aws-endpoint is SERVICE=URL
            --redis redis://h      | --postgres and --redis go together
            --postgres h --redis redis://h | begins with jdbc:postgresql:
            --postgres jdbc:postgresql://h --redis h | begins with redis://
            --tls-cert c | --tls-cert and --tls-key go together
            --bind a --bind b      | --bind is given twice
            """)
    void refusesInOneSentence(String words, String sentence) {
        assertThatThrownBy(() -> OptionsReader.read(words.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(sentence);
    }
}
