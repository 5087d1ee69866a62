package dev.stepwell.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BearerTextTest {
    @Test
    void whatIsMadeCanBeReadByItsKindOnly() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            BearerText made = BearerText.random(BearerText.Kind.TENANT);
            assertThat(BearerText.read(BearerText.Kind.TENANT, made.text())).contains(made);
            assertThat(BearerText.read(BearerText.Kind.OPERATOR, made.text())).isEmpty();
            ids.add(made.keyId());
        }
        assertThat(ids).hasSize(1000);
        assertThat(BearerText.random(BearerText.Kind.OPERATOR).text()).startsWith("sw_op_");
    }

    @Test
    void aChecksumIsThatOfCrc32InBase62() {
        assertThat(BearerText.checksum("123456789"))
                .isEqualTo("3jZRME"); // CRC-32 of the standard's test text: cbf43926
    }

    @Test
    void itsNameDoesNotTellTheSecret() {
        BearerText made = BearerText.random(BearerText.Kind.TENANT);
        assertThat(made.toString()).isEqualTo("sw_live_" + made.keyId());
    }

    /** A text with another key's secret and a checksum that fits. */
    static String withId(String keyId, BearerText secretOf) {
        String body = secretOf.text().replace(secretOf.keyId(), keyId);
        String unchecked = body.substring(0, body.length() - 6);
        return unchecked + BearerText.checksum(unchecked);
    }
}
