package dev.stepwell.execution.journal.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on their way into a statement, as one array per column: however many they are, the statement is the same. */
final class Sheet {
    private final List<Part.Type> types;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    Sheet(Part part) {
        this.types = part.types();
        types.forEach(type -> columns.add(new ArrayList<>()));
    }

    void add(@Nullable Object... row) {
        if (row.length != columns.size()) {
            throw new IllegalArgumentException("a row of " + row.length + " values for " + types);
        }
        for (int i = 0; i < row.length; i++) {
            columns.get(i).add(row[i]);
        }
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    /** Sets the parameters from the given one on; answers the number of the next. */
    int bind(Connection connection, PreparedStatement statement, int at) throws SQLException {
        int parameter = at;
        for (int i = 0; i < types.size(); i++) {
            Part.Type type = types.get(i);
            statement.setArray(parameter++, connection.createArrayOf(type.sql, type.array(columns.get(i))));
        }
        return parameter;
    }
}
