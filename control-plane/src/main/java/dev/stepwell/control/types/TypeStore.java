package dev.stepwell.control.types;

import static dev.stepwell.control.schema.Tables.SWF_TYPE;

import dev.stepwell.control.domains.RegistrationStatus;
import dev.stepwell.control.domains.SwfPages;
import dev.stepwell.control.schema.tables.records.SwfTypeRecord;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of types. One statement each, in the caller's transaction. */
final class TypeStore {
    private static final List<Field<String>> ORDER = List.of(SWF_TYPE.NAME, SWF_TYPE.VERSION);

    private TypeStore() {}

    /** Inserts a type; false when there is one of that name and version. */
    static boolean insert(TenantId tenant, DSLContext sql, Shelf shelf, RegisteredType type) {
        return sql.insertInto(SWF_TYPE)
                        .set(SWF_TYPE.TENANT_ID, tenant.value())
                        .set(SWF_TYPE.REGION, shelf.region().value())
                        .set(SWF_TYPE.DOMAIN, shelf.domain())
                        .set(SWF_TYPE.KIND, shelf.kind().name())
                        .set(SWF_TYPE.NAME, type.type().name())
                        .set(SWF_TYPE.VERSION, type.type().version())
                        .set(SWF_TYPE.DESCRIPTION, type.description().orElse(null))
                        .set(SWF_TYPE.CREATED_AT, type.createdAt())
                        .set(columns(type.defaults()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    static Optional<RegisteredType> find(TenantId tenant, DSLContext sql, Shelf shelf, TypeName type) {
        return sql.selectFrom(SWF_TYPE).where(is(tenant, shelf, type)).fetchOptional(TypeStore::type);
    }

    /** Types in one status, perhaps of one name, in the order of names and versions; as many as a page holds and one more. */
    static List<RegisteredType> list(
            TenantId tenant,
            DSLContext sql,
            Shelf shelf,
            RegistrationStatus status,
            Optional<String> name,
            SwfPages.Cut cut) {
        return sql.selectFrom(SWF_TYPE)
                .where(stands(tenant, shelf), status.rows(SWF_TYPE.DEPRECATED_AT), cut.behind(ORDER))
                .and(name.map(SWF_TYPE.NAME::eq).orElse(DSL.noCondition()))
                .orderBy(cut.order(ORDER))
                .limit(cut.limit())
                .fetch(TypeStore::type);
    }

    /** Deprecates a type or takes it into use again; false when there is none that stands otherwise. */
    static boolean setDeprecated(TenantId tenant, DSLContext sql, Shelf shelf, TypeName type, @Nullable Instant at) {
        return sql.update(SWF_TYPE)
                        .set(SWF_TYPE.DEPRECATED_AT, at)
                        .where(is(tenant, shelf, type))
                        .and(RegistrationStatus.of(at == null).rows(SWF_TYPE.DEPRECATED_AT))
                        .execute()
                == 1;
    }

    /** Deletes a type; false when there is none that is deprecated. */
    static boolean delete(TenantId tenant, DSLContext sql, Shelf shelf, TypeName type) {
        return sql.deleteFrom(SWF_TYPE)
                        .where(is(tenant, shelf, type), SWF_TYPE.DEPRECATED_AT.isNotNull())
                        .execute()
                == 1;
    }

    /** Whether there are more types than that. */
    static boolean areMoreThan(long most, TenantId tenant, DSLContext sql, Shelf shelf) {
        return sql.fetchExists(sql.selectOne()
                .from(SWF_TYPE)
                .where(stands(tenant, shelf))
                .offset(most)
                .limit(1));
    }

    private static Condition stands(TenantId tenant, Shelf shelf) {
        return SWF_TYPE.TENANT_ID
                .eq(tenant.value())
                .and(SWF_TYPE.REGION.eq(shelf.region().value()))
                .and(SWF_TYPE.DOMAIN.eq(shelf.domain()))
                .and(SWF_TYPE.KIND.eq(shelf.kind().name()));
    }

    private static Condition is(TenantId tenant, Shelf shelf, TypeName type) {
        return stands(tenant, shelf).and(SWF_TYPE.NAME.eq(type.name())).and(SWF_TYPE.VERSION.eq(type.version()));
    }

    private static Map<Field<String>, String> columns(TypeDefaults defaults) {
        Map<Field<String>, String> columns = new HashMap<>();
        defaults.values().forEach((which, value) -> columns.put(which.column(), value));
        return columns;
    }

    private static RegisteredType type(SwfTypeRecord row) {
        Map<TypeDefault, String> defaults = new EnumMap<>(TypeDefault.class);
        for (TypeDefault which : TypeDefault.values()) {
            String value = row.get(which.column());
            if (value != null) {
                defaults.put(which, value);
            }
        }
        return new RegisteredType(
                new TypeName(row.getName(), row.getVersion()),
                Optional.ofNullable(row.getDescription()),
                row.getCreatedAt(),
                Optional.ofNullable(row.getDeprecatedAt()),
                new TypeDefaults(defaults));
    }
}
