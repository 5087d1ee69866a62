package dev.stepwell.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwfArnTest {
    @Test
    void aDomainComesBack() {
        SwfArn domain = new SwfArn.Domain("us-east-1", "123456789012", "my domain");
        assertThat(domain).hasToString("arn:aws:swf:us-east-1:123456789012:/domain/my domain");
        assertThat(SwfArn.parse(domain.toString())).contains(domain);
    }

    @Test
    void anExecutionComesBack() {
        SwfArn execution =
                new SwfArn.Execution("us-east-1", "123456789012", "d", "0192f5c8-7a4e-7000-8000-000000000001");
        assertThat(execution)
                .hasToString(
                        "arn:aws:swf:us-east-1:123456789012:/domain/d/execution/0192f5c8-7a4e-7000-8000-000000000001");
        assertThat(SwfArn.parse(execution.toString())).contains(execution);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "arn:aws:states:us-east-1:123456789012:activity:a",
                "arn:aws:swf:us-east-1:123456789012:/domain/",
                "arn:aws:swf:us-east-1:123456789012:domain/d",
                "arn:aws:swf:us-east-1:123456789012:/domain/d/execution/",
                "arn:aws:swf:us-east-1:123456789012:/domain/d/other/x",
                "arn:aws:swf:us-east-1:12345:/domain/d",
                "arn:aws:swf::123456789012:/domain/d",
                "arn:aws:swf:us-east-1:123456789012:/domain/arn",
                "arn:aws:swf:us-east-1:123456789012:/domain/a|b"
            })
    void whatIsNone(String text) {
        assertThat(SwfArn.parse(text)).isEmpty();
    }
}
