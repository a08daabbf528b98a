namespace Outreach.Core.Kernel;

/// <summary>The name under which storage keeps a command, an effect, a screen or an SMS. The name stays when the type is renamed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
