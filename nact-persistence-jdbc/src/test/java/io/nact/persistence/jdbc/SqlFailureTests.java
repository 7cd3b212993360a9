package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.jdbc.SqlFailure.Kind;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTests {

    @ParameterizedTest
    @CsvSource({
        "23505, 0, KEY_TAKEN",
        "23505, 23505, KEY_TAKEN",
        "23000, 1062, KEY_TAKEN",
        "23000, 4025, REJECTED",
        "23514, 0, REJECTED",
        "22001, 1406, REJECTED",
        "22021, 0, REJECTED",
        "P0001, 0, REJECTED",
        "45000, 1644, REJECTED",
        "HY000, 3819, REJECTED",
        "08006, 0, UNKNOWN",
        "40001, 1213, UNKNOWN",
        "40P01, 0, UNKNOWN",
        "57P01, 0, UNKNOWN",
        "55P03, 0, UNKNOWN",
        "25006, 0, UNKNOWN",
        "42P01, 0, UNKNOWN",
        "HY000, 1205, UNKNOWN",
        ", 0, UNKNOWN"
    })
    void theStateTellsWhatMayBeDone(String state, int code, Kind kind) {
        assertThat(SqlFailure.of(new SQLException("secret", state, code)).kind())
                .isEqualTo(kind);
    }

    @Test
    void theRowsFailureBehindABatchsCounts() {
        BatchUpdateException batch = new BatchUpdateException("secret", null, 0, new int[0]);
        batch.setNextException(new SQLException("secret", "23505"));
        BatchUpdateException caused = new BatchUpdateException("secret", "HY000", 0, new int[0]);
        caused.initCause(new SQLException("secret", "23000", 1062));

        assertThat(SqlFailure.of(batch).kind()).isEqualTo(Kind.KEY_TAKEN);
        assertThat(SqlFailure.of(caused).kind()).isEqualTo(Kind.KEY_TAKEN);
    }

    @Test
    void whatMayPassIsNotRefused() {
        assertThat(SqlFailure.of(new SQLTimeoutException("late", "22000")).kind())
                .isEqualTo(Kind.UNKNOWN);
        assertThat(SqlFailure.of(new SQLRecoverableException("gone", "22000")).kind())
                .isEqualTo(Kind.UNKNOWN);
        assertThat(SqlFailure.of(new IllegalStateException("pool closed")).kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        SQLException one = new SQLException("secret");
        SQLException other = new SQLException("secret", "08000");
        one.setNextException(other);
        other.initCause(one);

        assertThat(SqlFailure.of(one).state()).isEqualTo("08000");
    }

    @Test
    void theDriversWordsAreLeftOut() {
        SQLException thrown = new SQLException("Value too long: 'secret'", "22001", 7);
        SqlFailure failure = SqlFailure.of(thrown);

        assertThat(failure).hasToString("java.sql.SQLException with SQLState 22001, code 7");
        Throwable clean = failure.withoutData(thrown);
        assertThat(clean).hasMessage(failure.toString()).hasNoCause();
        assertThat(clean.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }
}
