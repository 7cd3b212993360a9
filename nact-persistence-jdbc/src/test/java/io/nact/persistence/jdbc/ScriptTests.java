package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTests {

    @ParameterizedTest
    @CsvSource({"postgresql, postgresql", "mysql, mysql", "mariadb, mysql", "h2, h2"})
    void theMigrationsMakeWhatTheScriptMakes(String vendor, String platform) throws Exception {
        assertThat(read("migration/" + vendor + "/V1__nact_persistence.sql"))
                .isEqualTo(read("schema-" + platform + ".sql"));
    }

    private static String read(String name) throws IOException {
        try (InputStream script = JdbcSchema.class.getResourceAsStream(name)) {
            assertThat(script).as(name).isNotNull();
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
