using System.CodeDom.Compiler;
using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Outreach.App;

namespace Outreach.Conventions;

/// <summary>
/// The App keeps nothing in memory between two pieces of work. The interruptions of Outreach.Scenarios rely on this rule.
/// </summary>
public sealed class MemoryTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
    private const BindingFlags Any = Own | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Fields of mutable types, each with the reason why its value never changes.</summary>
    private static readonly FrozenDictionary<string, string> allowed = new Dictionary<string, string>
    {
        ["Json.families"] = "An array that only MarkDerived reads.",
        ["Json.Options"] = "Made read-only when it is created.",
        ["StoredTypes.s_defaultOptions"] = "Generated; becomes read-only with its context.",
        ["StoredTypes.Default"] = "Generated type information, which Json.Options combines.",
        ["Aggregates.kinds"] = "A frozen dictionary.",
        ["Format.First"] = "A format without upgrades, in an empty array.",
        ["Recovery.aggregates"] = "An array that only Of reads.",
        ["Sweeps.order"] = "An array that only the walk reads.",
        ["SendingLimits.regions"] = "Filled from the settings when it is created.",
        ["BulkPace.gate"] = "Guards the places below.",
        ["BulkPace.taken"] = "Places used of the present block; a stop loses a block's part of the hour's count.",
        ["BulkPace.blocks"] = "Reserved places to send; a stop loses a moment of the pace, and nobody's message.",
        ["Courses.shelves"] = "Versions that never change, read anew after a minute; a stop costs one read.",
        ["EventPublisher.known"] = "Read anew after a minute; a stop costs one read.",
        ["CourseFile.dayNames"] = "An array that only the reader of days reads.",
        ["Telemetry.source"] = "Spans go out and do not come back.",
        ["Telemetry.meter"] = "Measurements go out and do not come back.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Immutable if their type arguments are immutable.</summary>
    private static readonly Type[] wrappers = [typeof(IEnumerable<>), typeof(IOptions<>), typeof(Nullable<>), typeof(KeyValuePair<,>)];

    private static readonly ServiceDescriptor[] services = [.. new ServiceCollection().AddOutreachApp()];
    private static readonly Type[] singletons = [.. services.Select(s => s.ImplementationType).OfType<Type>()];
    private static readonly Assembly app = typeof(Registration).Assembly;

    [Fact]
    public void Services_of_the_App_hold_only_services_and_what_never_changes()
    {
        Assert.True(singletons.Length > 30);
        Assert.All(services, s => Assert.Equal(ServiceLifetime.Singleton, s.Lifetime));
        Assert.All(singletons.SelectMany(t => t.GetFields(Any)).Where(f => !f.IsStatic && !IsAllowed(f)), Check);
    }

    [Fact]
    public void Static_fields_of_the_App_never_change() => Assert.All(StaticFields(app).Where(f => !IsAllowed(f)), Check);

    /// <summary>Core keeps lists of words and rules in static fields; each is assigned once.</summary>
    [Fact]
    public void Static_fields_of_Core_are_set_once() =>
        Assert.All(StaticFields(typeof(Core.Kernel.Command).Assembly), f => Assert.True(f.IsInitOnly, Name(f)));

    [Fact]
    public void Everything_allowed_is_there()
    {
        var fields = app.GetTypes().SelectMany(t => t.GetFields(Any)).Select(Name).ToHashSet();
        Assert.All(allowed.Keys, name => Assert.Contains(name, fields));
    }

    private static IEnumerable<FieldInfo> StaticFields(Assembly assembly) =>
        assembly.GetTypes().Where(IsWritten).SelectMany(t => t.GetFields(Any)).Where(f => f.IsStatic && !f.IsLiteral);

    private static void Check(FieldInfo field)
    {
        Assert.True(field.IsInitOnly || IsParameter(field) && !IsAssigned(field), $"{Name(field)} is set after its type was made.");
        Assert.True(NeverChanges(field.FieldType),
            $"{Name(field)} is a {field.FieldType.Name}, which can be changed: a process that stops would lose it.");
    }

    private static bool NeverChanges(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string)
        || services.Any(s => s.ServiceType == type || s.ImplementationType == type) || type.IsInterface && type.Assembly == app
        || type.IsAssignableTo(typeof(ILogger))
        || type.Namespace!.StartsWith("NodaTime", StringComparison.Ordinal)
        || IsMeasure(type)
        || IsWrapper(type) && type.GetGenericArguments().All(NeverChanges)
        || IsRecord(type) && type.GetFields(Own).All(f => f.IsInitOnly && (f.FieldType == type || NeverChanges(f.FieldType)));

    private static bool IsWrapper(Type type) => type.IsGenericType
        && (type.Name.StartsWith("IReadOnly", StringComparison.Ordinal) || wrappers.Contains(type.GetGenericTypeDefinition()));

    /// <summary>Counters and histograms only emit measurements.</summary>
    private static bool IsMeasure(Type type) => type.IsAssignableTo(typeof(System.Diagnostics.Metrics.Instrument));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || type.IsValueType && type.GetMethod("PrintMembers", Any) is not null;

    private static bool IsWritten(Type type) => !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && type.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute)) != true
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.FullName!.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>True for a field listed above and for a delegate of the logging generator.</summary>
    private static bool IsAllowed(FieldInfo field) => allowed.ContainsKey(Name(field))
        || field.IsDefined(typeof(GeneratedCodeAttribute));

    /// <summary>The type and the field, or the property of a backing field.</summary>
    private static string Name(FieldInfo field)
    {
        var name = field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
        return $"{field.DeclaringType!.Name}.{name}";
    }

    /// <summary>A primary constructor's parameter; no modifier prevents its assignment.</summary>
    private static bool IsParameter(FieldInfo field) => field.Name.EndsWith(">P", StringComparison.Ordinal);

    /// <summary>Searches every method except the constructor for an instruction that stores into the field.</summary>
    private static bool IsAssigned(FieldInfo field)
    {
        const byte storeField = 0x7D;
        byte[] store = [storeField, .. BitConverter.GetBytes(field.MetadataToken)];
        var nested = field.DeclaringType!.FullName + "+";
        var types = app.GetTypes().Where(t => t == field.DeclaringType || t.FullName!.StartsWith(nested, StringComparison.Ordinal));
        return types.SelectMany(t => t.GetMethods(Any)).Any(m =>
            m.GetMethodBody()?.GetILAsByteArray() is { } body && body.AsSpan().IndexOf(store) >= 0);
    }
}
