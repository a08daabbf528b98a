namespace Outreach.Core.Kernel;

/// <summary>A command that takes two owners of keys and names the second.</summary>
public interface ITakesTwo
{
    Command ApprovedBy(string owner);
}
